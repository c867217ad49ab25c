package com.sup.messenger.postgres;

import com.sup.messenger.application.memory.MemoryEventBus;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.spi.OutsideCalls;
import com.sup.messenger.postgres.connection.ChatTurns;
import com.sup.messenger.postgres.connection.Database;
import com.sup.messenger.postgres.connection.Pools;
import java.time.Clock;

/// The server that the tests of this JVM share, with the pools of two instances on one bus.
final class PostgresServer {

  static final PostgresProcess PROCESS = PostgresProcess.open();
  static final EventBus BUS = new MemoryEventBus();
  static final ChatTurns HERE = turns(PROCESS.url());
  static final ChatTurns THERE = turns(PROCESS.url());

  private PostgresServer() {}

  static Database database(String url) {
    return new Database(Pools.open(url, 10), Clock.systemUTC(), OutsideCalls.UNHEARD);
  }

  private static ChatTurns turns(String url) {
    return new ChatTurns(database(url), BUS, Clock.systemUTC());
  }
}
