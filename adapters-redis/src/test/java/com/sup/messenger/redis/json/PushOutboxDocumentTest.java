package com.sup.messenger.redis.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sup.messenger.application.event.PushEvent;
import com.sup.messenger.contracts.PushSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares the published form of the push outbox with the code. With `-Dsup.contract.write=true`,
/// writes it.
class PushOutboxDocumentTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NOTE =
      "Derived from the code. Written anew by: mvn -q -pl adapters-redis -am test"
          + " -Dtest=PushOutboxDocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dsup.contract.write=true";

  @Test
  void the_page_is_what_the_code_says() throws IOException {
    compare("push-outbox.md", new PushOutboxDocument().text(NOTE));
    assertThat(PushOutboxDocument.strayNotes()).isEmpty();
  }

  @Test
  void the_schema_is_what_the_code_says() throws IOException {
    compare(
        "push-outbox.schema.json",
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new PushSchema().schema(NOTE))
            + "\n");
  }

  static Stream<PushEvent> samples() {
    return Stream.concat(PushSamples.full().stream(), PushSamples.least().stream());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void an_entry_has_the_members_that_the_schema_names(PushEvent event) throws IOException {
    JsonNode schema = JSON.valueToTree(new PushSchema().schema(NOTE));
    String name = event.getClass().getSimpleName();
    check(schema, schema.at("/$defs/" + name), JSON.readTree(PushJson.write(event)));
  }

  private static void check(JsonNode root, JsonNode schema, JsonNode value) {
    JsonNode reference = schema.path("$ref");
    if (reference.isTextual()) {
      check(root, root.at(reference.textValue().substring(1)), value);
      return;
    }
    switch (schema.path("type").asText()) {
      case "object" -> checkObject(root, schema, value);
      case "array" -> value.forEach(element -> check(root, schema.path("items"), element));
      case "integer" -> assertThat(value.isIntegralNumber()).isTrue();
      case "string" -> checkText(schema, value);
      default -> throw new IllegalArgumentException(schema.toString());
    }
  }

  private static void checkObject(JsonNode root, JsonNode schema, JsonNode value) {
    assertThat(value.isObject()).isTrue();
    schema.path("required").forEach(name -> assertThat(value.has(name.asText())).isTrue());
    if (schema.has("properties")) {
      value
          .properties()
          .forEach(
              member -> {
                assertThat(schema.path("properties").has(member.getKey())).isTrue();
                check(root, schema.path("properties").path(member.getKey()), member.getValue());
              });
    }
  }

  private static void checkText(JsonNode schema, JsonNode value) {
    assertThat(value.isTextual()).isTrue();
    if (schema.has("enum")) {
      assertThat(schema.path("enum")).contains(value);
    }
    if (schema.has("pattern")) {
      assertThat(value.asText()).matches(schema.path("pattern").asText());
    }
  }

  @Test
  void the_words_are_those_of_the_contract() throws JsonProcessingException {
    JsonNode ended = JSON.readTree(PushJson.write(PushSamples.full().get(3)));
    assertThat(ended.path("outcome").asText()).isEqualTo("answered");
    JsonNode notified = JSON.readTree(PushJson.write(PushSamples.full().get(1)));
    assertThat(notified.path("type").asText()).isEqualTo("message_reaction");
    assertThat(notified.path("data").path("reaction").asText()).isEqualTo("x");
  }

  private static void compare(String file, String text) throws IOException {
    Path path = DOCS.resolve(file);
    if (Boolean.getBoolean("sup.contract.write")) {
      Files.writeString(path, text);
    }
    assertThat(path).hasContent(text);
  }
}
