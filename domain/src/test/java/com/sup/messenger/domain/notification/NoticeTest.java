package com.sup.messenger.domain.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.OpaqueJson;
import org.junit.jupiter.api.Test;

class NoticeTest {

  @Test
  void a_text_that_is_too_long_and_data_that_are_no_object_are_refused() {
    for (String data : new String[] {"[]", "1", "{" + " ".repeat(4_095) + "}"}) {
      assertThatExceptionOfType(InvalidValueException.class)
          .isThrownBy(() -> system("title", "message", data));
    }
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> system("t".repeat(257), "message", "{}"));
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> system("title", "m".repeat(1_025), "{}"));
    assertThat(system("t".repeat(256), "m".repeat(1_024), "{}").title()).hasSize(256);
  }

  private static Notice system(String title, String message, String data) {
    return new Notice(
        NotificationType.SYSTEM,
        title,
        message,
        new OpaqueJson(data),
        null,
        null,
        null,
        Priority.NORMAL);
  }
}
