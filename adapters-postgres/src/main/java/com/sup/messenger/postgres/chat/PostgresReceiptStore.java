package com.sup.messenger.postgres.chat;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.chat.MessageLog.Reference;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Receipt;
import com.sup.messenger.domain.chat.Revised;
import com.sup.messenger.postgres.connection.ChatTurns;
import com.sup.messenger.postgres.connection.Database;
import com.sup.messenger.postgres.connection.Made;
import com.sup.messenger.postgres.connection.Statements;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Receipts as rows. A change of a user's receipt, or a new cursor, holds the row of the receipt.
public final class PostgresReceiptStore implements ReceiptStore {

  private final ChatTurns turns;
  private final Database database;
  private final CursorRows cursors;

  /// @param clock the clock of the moves of cursors
  public PostgresReceiptStore(ChatTurns turns, InstantSource clock) {
    this.turns = turns;
    this.database = turns.database();
    this.cursors = new CursorRows(clock);
  }

  @Override
  public Receipt of(ChatId chat, UserId user) {
    return of(user, List.of(chat)).getOrDefault(chat, Receipt.NONE);
  }

  @Override
  public Map<ChatId, Receipt> of(UserId user, Collection<ChatId> chats) {
    return database.read(statements -> ReceiptRows.of(statements, user, chats));
  }

  @Override
  public List<Revised<OfUser>> since(ChatId chat, long rev, int max) {
    return database.read(statements -> ReceiptRows.since(statements, chat, rev, max));
  }

  @Override
  public Map<ChatId, Position> cursors(Device device, Collection<ChatId> chats) {
    return database.read(statements -> cursors.of(statements, device, chats));
  }

  @Override
  public void begin(ChatId chat, Device device, Position position) {
    database.write(
        statements -> {
          ReceiptRows.hold(statements, chat, device.user());
          cursors.begin(statements, chat, device, position);
          return true;
        });
  }

  @Override
  public Receipt advance(Move move, Envelope.Origin cause) {
    Receipt known = of(move.chat(), move.device().user());
    if (!moved(known, move).equals(known)) {
      return turns.make(move.chat(), cause, statements -> moveUser(statements, move));
    }
    // Most moves of a device change nothing else, so they need no revision and no turn.
    if (!database.read(statements -> cursors.advance(statements, move, 0))) {
      database.write(statements -> moveDevice(statements, move));
    }
    return known;
  }

  private static Receipt moved(Receipt receipt, Move move) {
    return receipt.advance(move.message().seq(), move.read(), move.at());
  }

  private boolean moveDevice(Statements statements, Move move) throws SQLException {
    ReceiptRows.hold(statements, move.chat(), move.device().user());
    moveDevice(statements, move, 0);
    return true;
  }

  private void moveDevice(Statements statements, Move move, long made) throws SQLException {
    if (!cursors.advance(statements, move, made)) {
      Position place = move.message().position();
      cursors.begin(
          statements, move.chat(), move.device(), made == 0 ? place : place.passing(made));
    }
  }

  private Made<Receipt> moveUser(Statements statements, Move move) throws SQLException {
    UserId user = move.device().user();
    long rev = ChatTurns.raise(statements, move.chat());
    Receipt known = ReceiptRows.hold(statements, move.chat(), user);
    Receipt next = moved(known, move);
    if (next.equals(known)) {
      ChatTurns.lower(statements, move.chat());
      moveDevice(statements, move, 0);
      return Made.quietly(known);
    }
    ReceiptRows.put(statements, move.chat(), user, next, rev);
    moveDevice(statements, move, rev);
    Reference message = move.message();
    return Made.published(
        next,
        rev,
        new Signal.ReceiptMoved(
            user, message.id(), known.place(move.read()), message.seq(), move.read(), move.at()));
  }

  @Override
  public void forget(ChatId chat, Set<UserId> users) {
    database.write(
        statements ->
            statements.update("DELETE FROM receipt WHERE chat = ?", chat.value())
                + statements.update("DELETE FROM device_cursor WHERE chat = ?", chat.value()));
  }
}
