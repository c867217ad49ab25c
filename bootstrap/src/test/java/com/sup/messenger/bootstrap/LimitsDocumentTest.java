package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Compares `docs/limits.md` with the values in the code. With `-Dsup.contract.write=true`, writes
/// it.
class LimitsDocumentTest {

  private static final Path FILE = Path.of("..", "docs", "limits.md");

  @Test
  void the_page_has_the_values_of_the_code() throws IOException {
    String text = LimitsDocument.text();
    if (Boolean.getBoolean("sup.contract.write")) {
      Files.writeString(FILE, text);
    }
    assertThat(FILE).hasContent(text);
  }
}
