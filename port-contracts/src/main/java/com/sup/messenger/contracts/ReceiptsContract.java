package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.Receipts;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [Receipts] must do.
public abstract class ReceiptsContract {

  /// The receipts under test.
  protected abstract Receipts receipts();

  private final ChatId chat = Samples.chat();
  private final UserId ada = Samples.user();

  private final DeviceId phone = Samples.device();
  private final DeviceId laptop = Samples.device();

  @Test
  void nothing_is_read_or_delivered_at_first() {
    assertThat(receipts().read(chat, ada)).isZero();
    assertThat(receipts().delivered(chat, ada, phone)).isEmpty();
  }

  @Test
  void reading_moves_forward_and_tells_from_where() {
    assertThat(receipts().advanceRead(chat, ada, 3)).hasValue(0);
    assertThat(receipts().advanceRead(chat, ada, 5)).hasValue(3);
    assertThat(receipts().read(chat, ada)).isEqualTo(5);
  }

  @Test
  void a_receipt_never_goes_back() {
    receipts().advanceRead(chat, ada, 5);
    receipts().advanceDelivered(chat, ada, phone, 5);
    assertThat(receipts().advanceRead(chat, ada, 5)).isEmpty();
    assertThat(receipts().advanceRead(chat, ada, 4)).isEmpty();
    assertThat(receipts().advanceDelivered(chat, ada, phone, 4)).isEmpty();
    assertThat(receipts().read(chat, ada)).isEqualTo(5);
    assertThat(receipts().delivered(chat, ada, phone)).hasValue(5);
  }

  @Test
  void each_device_has_a_place_and_the_users_is_the_furthest() {
    assertThat(receipts().advanceDelivered(chat, ada, phone, 5)).hasValue(0);
    assertThat(receipts().advanceDelivered(chat, ada, laptop, 3)).isEmpty();
    assertThat(receipts().delivered(chat, ada, laptop)).hasValue(3);
    assertThat(receipts().advanceDelivered(chat, ada, laptop, 7)).hasValue(5);
    assertThat(receipts().delivered(chat, ada, phone)).hasValue(5);
  }

  @Test
  void a_device_begins_once_and_the_user_stays() {
    receipts().begin(chat, ada, phone, 4);
    receipts().begin(chat, ada, phone, 9);
    assertThat(receipts().delivered(chat, ada, phone)).hasValue(4);
    assertThat(receipts().advanceDelivered(chat, ada, phone, 5)).hasValue(0);
  }

  @Test
  void users_and_chats_are_apart() {
    receipts().advanceRead(chat, ada, 5);
    receipts().advanceDelivered(chat, ada, phone, 5);
    assertThat(receipts().read(chat, Samples.user())).isZero();
    assertThat(receipts().read(Samples.chat(), ada)).isZero();
    assertThat(receipts().delivered(Samples.chat(), ada, phone)).isEmpty();
    assertThat(receipts().delivered(chat, Samples.user(), phone)).isEmpty();
  }

  @Test
  void what_is_forgotten_begins_anew_and_the_rest_stays() {
    UserId bob = Samples.user();
    receipts().advanceRead(chat, ada, 5);
    receipts().advanceDelivered(chat, ada, phone, 5);
    receipts().advanceRead(chat, bob, 4);
    ChatId other = Samples.chat();
    receipts().advanceRead(other, ada, 3);
    receipts().forget(chat, Set.of(ada));
    assertThat(receipts().read(chat, ada)).isZero();
    assertThat(receipts().delivered(chat, ada, phone)).isEmpty();
    assertThat(receipts().advanceDelivered(chat, ada, phone, 2)).hasValue(0);
    assertThat(receipts().read(chat, bob)).isEqualTo(4);
    assertThat(receipts().read(other, ada)).isEqualTo(3);
  }
}
