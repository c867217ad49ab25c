package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests messages that come after a chat was subscribed to and its head was read, but before the
/// subscription begins.
class EarlySignalsTest extends ClusterScene {

  private final AtomicReference<@Nullable Runnable> afterHeads = new AtomicReference<>();
  private final ChatApplication application =
      new ChatApplication(
          watched(), Settings.of(Admission.MEMBERS), time, time, "three", Observer.NONE);

  private Ports watched() {
    return ReplacedPorts.doing(
        ports,
        MessageLog.class,
        (_, method, arguments) -> {
          Object result = method.invoke(ports.messageLog(), arguments);
          Runnable run = method.getName().equals("heads") ? afterHeads.getAndSet(null) : null;
          if (run != null) {
            run.run();
          }
          return result;
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 300})
  void messages_before_the_begin_are_sent_once_and_in_order(int count) {
    RecordingConnection ada = one.connected(ADA);
    ports.chatDirectory().add(CHAT, BOB, 0);
    send(one, ada, "before");
    afterHeads.set(() -> IntStream.range(0, count).forEach(i -> send(one, ada, "early " + i)));
    RecordingConnection bob = new RecordingConnection("bob", "phone");
    application.connect(bob, new Arrival.Fresh(Map.of()));
    time.advance(Duration.ofSeconds(1));
    send(one, ada, "after");
    assertThat(afterHeads.get()).isNull();
    assertThat(bob.seqs()).isEqualTo(LongStream.rangeClosed(1, count + 2).boxed().toList());
  }
}
