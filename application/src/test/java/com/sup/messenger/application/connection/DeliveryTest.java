package com.sup.messenger.application.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ServerEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  private final Delivery delivery = new Delivery(new ServerEvent.SyncComplete(null, null));

  @Test
  void each_encoder_gets_its_own_encoding() {
    Delivery.Encoder<String> texts = _ -> "frame";
    Delivery.Encoder<Integer> numbers = _ -> 7;

    assertThat(delivery.encodedBy(texts)).isEqualTo("frame");
    assertThat(delivery.encodedBy(numbers)).isEqualTo(7);
    assertThat(delivery.encodedBy(texts)).isEqualTo("frame");
  }

  @Test
  void an_event_is_encoded_once_for_each_encoder() {
    List<Counting> encoders = List.of(new Counting(), new Counting(), new Counting());

    for (int i = 0; i < 5; i++) {
      encoders.forEach(delivery::encodedBy);
    }

    assertThat(encoders).allSatisfy(encoder -> assertThat(encoder.calls).hasValue(1));
  }

  @Test
  void threads_that_race_get_the_encoding_of_their_encoder() {
    List<Counting> encoders = IntStream.range(0, 4).mapToObj(_ -> new Counting()).toList();

    IntStream.range(0, 4_000)
        .parallel()
        .mapToObj(i -> encoders.get(i % 4))
        .forEach(encoder -> assertThat(delivery.encodedBy(encoder)).isSameAs(encoder));
  }

  private static final class Counting implements Delivery.Encoder<Counting> {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public Counting encode(Delivery event) {
      calls.incrementAndGet();
      return this;
    }
  }
}
