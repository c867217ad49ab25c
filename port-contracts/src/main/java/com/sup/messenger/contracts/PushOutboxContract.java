package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.port.PushOutbox;
import com.sup.messenger.application.port.PushOutbox.Entry;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.UserId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Tests the promises of [PushOutbox]. Each adapter's test extends it.
public abstract class PushOutboxContract {

  /// Returns the outbox under test.
  protected abstract PushOutbox outbox();

  /// Returns the entries as a push worker reads them, oldest first.
  protected abstract List<Entry> entries();

  private static ServerEvent event() {
    return new ServerEvent.NotificationRead(new NotificationId(Samples.messageId().value()));
  }

  @Test
  void each_user_has_an_entry_in_the_order_of_the_events() {
    UserId ada = Samples.user();
    UserId bob = Samples.user();
    ServerEvent first = event();
    ServerEvent second = event();
    outbox().add(Set.of(ada, bob), first);
    outbox().add(Set.of(ada), second);
    assertThat(entries()).contains(new Entry(bob, first));
    assertThat(entries()).containsSubsequence(new Entry(ada, first), new Entry(ada, second));
  }
}
