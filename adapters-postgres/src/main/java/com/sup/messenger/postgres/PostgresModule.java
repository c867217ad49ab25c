package com.sup.messenger.postgres;

import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ChatProfiles;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.chat.ReactionStore;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.application.port.spi.Adapters;
import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.postgres.chat.PostgresChatDirectory;
import com.sup.messenger.postgres.chat.PostgresChatProfiles;
import com.sup.messenger.postgres.chat.PostgresReactionStore;
import com.sup.messenger.postgres.chat.PostgresReceiptStore;
import com.sup.messenger.postgres.connection.ChatTurns;
import com.sup.messenger.postgres.connection.Database;
import com.sup.messenger.postgres.connection.Pools;
import com.sup.messenger.postgres.message.PostgresMessageLog;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The module `postgres`: the state of chats in PostgreSQL 15 or later, for any number of
/// instances. The bus and all other ports are those of a module named before it.
///
/// The service does not start without PostgreSQL. Calls are unavailable while it is away later.
public final class PostgresModule implements AdapterModule {

  private static final Variable<Optional<String>> URL =
      Variable.of(
              "POSTGRES_URL",
              "the address of PostgreSQL. The user may make tables in the first schema of the"
                  + " search path",
              "jdbc:postgresql://host[:port]/database?user=...&password=...",
              PostgresModule::jdbc)
          .shown(Variable.Secrecy.PASSWORD);

  private static final Variable<Integer> CONNECTIONS =
      Variable.integer(
          "POSTGRES_CONNECTIONS", "the most connections of an instance to PostgreSQL", 16, 2, 500);

  private static final Variable<Integer> MESSAGES =
      Variable.integer(
          "POSTGRES_CHAT_MESSAGES",
          "the number of messages of a chat that are kept in PostgreSQL; past that, the oldest are"
              + " removed",
          10_000,
          MessageLog.RETAINED,
          100_000);

  private static String jdbc(String text) {
    if (!text.startsWith("jdbc:postgresql:")
        || org.postgresql.Driver.parseURL(text, null) == null) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public List<Variable<?>> variables() {
    return List.of(URL, CONNECTIONS, MESSAGES);
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(EventBus.class);
  }

  @Override
  public Adapters open(Context context) {
    String url = context.variables().get(URL).orElseThrow(() -> URL.refusal(""));
    Database database =
        new Database(
            Pools.open(url, context.variables().get(CONNECTIONS)),
            context.clock(),
            context.calls());
    return adapters(
        new ChatTurns(database, context.adapter(EventBus.class), context.clock()),
        context.clock(),
        context.variables().get(MESSAGES));
  }

  private static Adapters adapters(ChatTurns turns, InstantSource clock, int maxMessages) {
    Database database = turns.database();
    return Adapters.releasing(database::close)
        .dependingOn(database::answers)
        .with(MessageLog.class, new PostgresMessageLog(turns, maxMessages))
        .with(ChatDirectory.class, new PostgresChatDirectory(turns))
        .with(ChatProfiles.class, new PostgresChatProfiles(turns))
        .with(ReceiptStore.class, new PostgresReceiptStore(turns, clock))
        .with(ReactionStore.class, new PostgresReactionStore(turns));
  }
}
