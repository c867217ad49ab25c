package com.sup.messenger.application.session;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.ChatState;
import com.sup.messenger.application.event.ServerEvent.MessageDeleted;
import com.sup.messenger.application.event.ServerEvent.MessageNew;
import com.sup.messenger.application.event.ServerEvent.MessageUpdated;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.application.port.Snapshot.Sent;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.message.ChatMessage;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// Keeps the contents of messages out of snapshots, and fills them in again from the log.
///
/// So the content of a deleted message is nowhere else than in the log, which forgets it.
final class SentContents {

  private static final int PAGE = 500;
  private static final long PAGE_BYTES = 1024 * 1024;

  private final MessageLog log;

  SentContents(MessageLog log) {
    this.log = log;
  }

  /// Returns the snapshot without contents.
  static Snapshot without(Snapshot snapshot) {
    return snapshot.withSent(
        snapshot.sent().stream()
            .map(sent -> new Sent(sent.offset(), without(sent.event())))
            .toList());
  }

  private static ServerEvent without(ServerEvent event) {
    return switch (event) {
      case MessageNew(Message message, var sender) ->
          new MessageNew(message.withoutContent(), sender);
      case MessageUpdated updated -> without(updated);
      case ChatState state ->
          state.withUpdated(state.updated().stream().map(SentContents::without).toList());
      default -> event;
    };
  }

  private static MessageUpdated without(MessageUpdated updated) {
    return new MessageUpdated(updated.message().withoutContent(), updated.sender());
  }

  /// Returns the snapshot with the newest contents of the messages. Messages that are not retained
  /// are left out.
  ///
  /// @param from the index of the first event that the client is sent again; earlier ones stay
  Snapshot with(Snapshot snapshot, int from) {
    List<Sent> again = snapshot.sent().subList(from, snapshot.sent().size());
    Map<ChatId, NavigableSet<Long>> places = new HashMap<>();
    again.forEach(sent -> note(sent.event(), places));
    Map<ChatId, Map<Long, Posted>> entries = new HashMap<>();
    places.forEach((chat, seqs) -> entries.put(chat, read(chat, seqs)));
    List<Sent> filled = new ArrayList<>(snapshot.sent().subList(0, from));
    for (Sent sent : again) {
      with(sent.event(), entries).ifPresent(event -> filled.add(new Sent(sent.offset(), event)));
    }
    return snapshot.withSent(filled);
  }

  private static void note(ServerEvent event, Map<ChatId, NavigableSet<Long>> places) {
    switch (event) {
      case MessageNew(ChatMessage message, _) -> note(message, places);
      case MessageUpdated(Message message, _) -> note(message, places);
      case ChatState state -> state.updated().forEach(updated -> note(updated, places));
      default -> {}
    }
  }

  private static void note(ChatMessage message, Map<ChatId, NavigableSet<Long>> places) {
    places.computeIfAbsent(message.chatId(), _ -> new TreeSet<>()).add(message.seq());
  }

  private Map<Long, Posted> read(ChatId chat, NavigableSet<Long> seqs) {
    Map<Long, Posted> entries = new HashMap<>();
    Long next = seqs.first();
    while (next != null) {
      int count = (int) Math.min(PAGE, seqs.last() - next + 1);
      List<Posted> page = log.after(chat, next - 1, count, PAGE_BYTES).entries();
      page.forEach(posted -> entries.put(posted.message().seq(), posted));
      next = page.isEmpty() ? null : seqs.higher(page.getLast().message().seq());
    }
    return entries;
  }

  private static Optional<ServerEvent> with(
      ServerEvent event, Map<ChatId, Map<Long, Posted>> entries) {
    return switch (event) {
      case MessageNew(ChatMessage message, _) ->
          find(message, entries).map(posted -> new MessageNew(posted.message(), posted.sender()));
      case MessageUpdated(Message message, _) -> find(message, entries).map(SentContents::changed);
      case ChatState state -> Optional.of(with(state, entries));
      default -> Optional.of(event);
    };
  }

  private static Optional<Posted> find(
      ChatMessage message, Map<ChatId, Map<Long, Posted>> entries) {
    return Optional.ofNullable(entries.getOrDefault(message.chatId(), Map.of()).get(message.seq()))
        .filter(posted -> posted.message().id().equals(message.id()));
  }

  private static ServerEvent changed(Posted posted) {
    return switch (posted.message()) {
      case Message message -> new MessageUpdated(message, posted.sender());
      case DeletedMessage message -> MessageDeleted.of(message);
    };
  }

  /// A message that was deleted meanwhile is left out: the client is sent the deletion after this.
  private static ChatState with(ChatState state, Map<ChatId, Map<Long, Posted>> entries) {
    List<MessageUpdated> updated = new ArrayList<>();
    for (MessageUpdated before : state.updated()) {
      find(before.message(), entries)
          .map(SentContents::changed)
          .filter(MessageUpdated.class::isInstance)
          .ifPresent(event -> updated.add((MessageUpdated) event));
    }
    return state.withUpdated(updated);
  }
}
