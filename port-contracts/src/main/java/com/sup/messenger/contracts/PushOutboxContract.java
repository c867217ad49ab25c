package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.PushOutbox.Entry;
import com.sup.messenger.contracts.endurance.PortContract;
import com.sup.messenger.domain.UserId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests the promises of [PushOutbox]. Each adapter's test extends it.
public abstract class PushOutboxContract extends PortContract {

  /// Returns the outbox under test.
  protected abstract PushOutbox outbox();

  /// Returns the entries as a push worker reads them, oldest first.
  protected abstract List<Entry> entries();

  private static PushEvent event() {
    return new PushEvent.ChatRead(Samples.chat(), 1, 2, 3, 4);
  }

  @Test
  void each_user_has_an_entry_in_the_order_of_the_events() {
    UserId ada = Samples.user();
    UserId bob = Samples.user();
    PushEvent first = event();
    PushEvent second = event();
    outbox().add(Set.of(ada, bob), first);
    outbox().add(Set.of(ada), second);
    assertThat(entries()).contains(new Entry(bob, first));
    assertThat(entries()).containsSubsequence(new Entry(ada, first), new Entry(ada, second));
  }

  @Test
  void an_event_of_each_kind_comes_out_as_it_was_put_in() {
    List<PushEvent> events =
        Stream.concat(PushSamples.full().stream(), PushSamples.least().stream()).toList();
    UserId ada = Samples.user();
    events.forEach(event -> outbox().add(Set.of(ada), event));
    assertThat(entries().stream().filter(entry -> entry.user().equals(ada)).map(Entry::event))
        .isEqualTo(events);
    assertThat(PushSamples.full())
        .extracting(Object::getClass)
        .containsExactlyInAnyOrder(PushEvent.class.getPermittedSubclasses());
  }

  @Test
  void without_users_there_is_no_entry() {
    PushEvent event = event();
    outbox().add(Set.of(), event);
    assertThat(entries()).extracting(Entry::event).doesNotContain(event);
  }
}
