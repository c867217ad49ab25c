package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.memory.MemoryChatDirectory;
import com.sup.messenger.application.memory.MemoryEventBus;
import com.sup.messenger.application.memory.message.ChatRevisions;
import com.sup.messenger.application.memory.message.MemoryMessageLog;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.MessageLog;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/// Two instances on one store, which is like a database: each call takes a connection of a pool,
/// and the store may be away. A fault is planted in its log.
final class LogCluster {

  private static final int CONNECTIONS = 10;
  private static final int MAX = 100_000;

  final EventBus here = new MemoryEventBus();
  final EventBus there = new MemoryEventBus();

  /// Publishes what the log has to publish. A fault may replace it.
  Consumer<Envelope> publishing = this::publish;

  /// Returns true for a call and its result (null if it failed) that keeps its connection.
  BiPredicate<LogCall, Object> leaking = (_, _) -> false;

  /// Answers a call while the store is away.
  LogCall.Handler away =
      _ -> {
        throw new UnavailableException("The store is away");
      };

  final ChatRevisions revisions = new ChatRevisions(new Publishing());
  final ChatDirectory directory = new MemoryChatDirectory(revisions, MAX);
  private final Semaphore connections = new Semaphore(CONNECTIONS);
  private volatile boolean isAway;

  private final class Publishing implements EventBus {
    @Override
    public void publish(List<Envelope> envelopes) {
      envelopes.forEach(publishing);
    }

    @Override
    public Subscription subscribe(Topic topic, Listener listener) {
      throw new UnsupportedOperationException();
    }
  }

  void publish(Envelope envelope) {
    here.publish(envelope);
    there.publish(envelope);
  }

  MessageLog right(int maxMessages) {
    return new MemoryMessageLog(directory, revisions, maxMessages, Long.MAX_VALUE);
  }

  /// Returns the log of an instance.
  MessageLog log(MessageLog right, LogCall.Handler handler) {
    Object proxy =
        Proxy.newProxyInstance(
            MessageLog.class.getClassLoader(),
            new Class<?>[] {MessageLog.class},
            (_, method, arguments) -> call(new LogCall(right, method, arguments), handler));
    return (MessageLog) proxy;
  }

  private Object call(LogCall call, LogCall.Handler handler) throws Throwable {
    if (!connections.tryAcquire(20, TimeUnit.MILLISECONDS)) {
      throw new UnavailableException("No connection is free");
    }
    Object result = null;
    try {
      result = isAway ? away.handle(call) : handler.handle(call);
      return result;
    } finally {
      if (!leaking.test(call, result)) {
        connections.release();
      }
    }
  }

  AutoCloseable makeUnavailable() {
    isAway = true;
    return () -> isAway = false;
  }
}
