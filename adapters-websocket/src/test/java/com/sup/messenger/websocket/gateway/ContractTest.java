package com.sup.messenger.websocket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Compares the published contract with the code; with `-Dsup.contract.write=true`, rewrites it.
class ContractTest {

  private static final Path DOCS = Path.of("..", "docs");

  private static final String NOTE =
      "Derived from the code. Written anew by: mvn -q -pl adapters-websocket -am test"
          + " -Dtest=ContractTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dsup.contract.write=true";

  @Test
  void the_asyncapi_document_is_what_the_code_says() throws IOException {
    compare("asyncapi.yaml", new AsyncApiDocument().text(NOTE));
  }

  @Test
  void the_types_for_typescript_are_what_the_code_says() throws IOException {
    compare("events.d.ts", new EventTypes().text(NOTE));
  }

  @Test
  void the_types_for_other_languages_are_what_the_code_says() throws IOException {
    compare("types/SupEvents.kt", new KotlinTypes().text(NOTE));
    compare("types/SupEvents.swift", new SwiftTypes().text(NOTE));
    compare("types/sup_events.dart", new DartTypes().text(NOTE));
  }

  @Test
  void every_reply_answers_some_event() {
    assertThat(Protocol.CLIENT_EVENTS.stream().<Class<?>>flatMap(e -> Protocol.replies(e).stream()))
        .containsAll(Protocol.REPLIES);
  }

  private static void compare(String file, String text) throws IOException {
    Path path = DOCS.resolve(file);
    if (Boolean.getBoolean("sup.contract.write")) {
      Files.writeString(path, text);
    }
    assertThat(path).hasContent(text);
  }
}
