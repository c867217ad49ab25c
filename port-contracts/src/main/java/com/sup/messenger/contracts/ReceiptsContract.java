package com.sup.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.Receipts;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import org.junit.jupiter.api.Test;

/// What every [Receipts] must do.
public abstract class ReceiptsContract {

  /// The receipts under test.
  protected abstract Receipts receipts();

  private final ChatId chat = Samples.chat();
  private final UserId ada = Samples.user();

  @Test
  void nothing_is_read_at_first() {
    assertThat(receipts().read(chat, ada)).isZero();
  }

  @Test
  void a_receipt_moves_forward() {
    assertThat(receipts().advanceRead(chat, ada, 3)).isTrue();
    assertThat(receipts().advanceRead(chat, ada, 5)).isTrue();
    assertThat(receipts().read(chat, ada)).isEqualTo(5);
  }

  @Test
  void a_receipt_never_goes_back() {
    receipts().advanceRead(chat, ada, 5);
    assertThat(receipts().advanceRead(chat, ada, 5)).isFalse();
    assertThat(receipts().advanceRead(chat, ada, 4)).isFalse();
    assertThat(receipts().read(chat, ada)).isEqualTo(5);
  }

  @Test
  void each_user_has_a_receipt_in_each_chat() {
    receipts().advanceRead(chat, ada, 5);
    assertThat(receipts().read(chat, Samples.user())).isZero();
    assertThat(receipts().read(Samples.chat(), ada)).isZero();
  }
}
