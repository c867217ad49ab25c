package com.sup.messenger.contracts.message;

import static org.awaitility.Awaitility.await;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Posted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A log under test on two instances.
abstract class MessageLogCluster extends MessageLogScene {

  /// Returns the log of another instance, on the same store: an object of its own, with its own
  /// connections and caches. A store within one process returns [#log()].
  protected abstract MessageLog ofAnotherInstance();

  /// Returns the bus of that instance.
  protected abstract EventBus busOfAnotherInstance();

  /// Returns a log that retains this many messages of a chat and drops older ones.
  ///
  /// @return empty if its bound cannot be set; then the test of that checks nothing
  protected Optional<MessageLog> retaining(int messages) {
    return Optional.empty();
  }

  /// Appends a message of a member.
  static Posted append(MessageLog log, Draft draft, Profile sender) {
    return log.append(draft, sender, Samples.connection(), Samples.messageId(), Samples.NOW)
        .orElseThrow()
        .posted();
  }

  /// Makes many members write to a chat at the same time, every second one on another instance.
  ///
  /// @return for each of them, the places of the messages
  final List<Future<List<Long>>> startWriters(
      ExecutorService executor, ChatId chat, int writers, int each) {
    List<Future<List<Long>>> places = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      Profile sender = Samples.profile();
      directory().add(chat, sender.id(), 0);
      MessageLog log = w % 2 == 0 ? log() : ofAnotherInstance();
      places.add(executor.submit(() -> write(log, chat, sender, each)));
    }
    return places;
  }

  private static List<Long> write(MessageLog log, ChatId chat, Profile sender, int count) {
    List<Long> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(write(log, Samples.draft(chat, "m" + i, "t" + i), sender));
    }
    return places;
  }

  /// Appends a message, and again while that is unavailable, as a client does. Instances notice the
  /// end of an outage one after the other.
  private static long write(MessageLog log, Draft draft, Profile sender) {
    try {
      return append(log, draft, sender).message().seq();
    } catch (UnavailableException _) {
      return await()
          .ignoreExceptionsInstanceOf(UnavailableException.class)
          .until(() -> append(log, draft, sender).message().seq(), seq -> seq > 0);
    }
  }

  /// Makes members write, and waits for them.
  ///
  /// @return for each of them, the places of the messages
  final List<List<Long>> write(ChatId chat, int writers, int each) throws Exception {
    List<List<Long>> places = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Long>> writer : startWriters(executor, chat, writers, each)) {
        places.add(writer.get());
      }
    }
    return places;
  }
}
