package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.application.port.spi.AdapterModule;
import com.sup.messenger.bootstrap.acme.AcmeModule;
import com.sup.messenger.bootstrap.config.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Compares `docs/configuration.md` with the declarations. With `-Dsup.contract.write=true`, writes
/// it.
class ConfigurationDocumentTest {

  private static final Path FILE = Path.of("..", "docs", "configuration.md");

  @Test
  void the_documentation_is_what_is_declared() throws IOException {
    List<AdapterModule> ours =
        AdapterModule.installed().stream()
            .filter(Predicate.not(AcmeModule.class::isInstance))
            .toList();
    String text = new ConfigurationDocument(Section.all(ours, List.of())).text();
    if (Boolean.getBoolean("sup.contract.write")) {
      Files.writeString(FILE, text);
    }
    assertThat(FILE).hasContent(text);
  }
}
