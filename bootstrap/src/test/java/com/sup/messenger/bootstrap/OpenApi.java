package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Reads `docs/openapi.yaml` and notes the answers that tests have seen.
final class OpenApi {

  private static final String BASE = "https://messenger.invalid/openapi";
  private static final List<String> METHODS = List.of("get", "put", "post", "delete");

  private final String text;
  private final JsonNode document;
  private final JsonSchemaFactory schemas;

  /// The calls that were answered with success.
  private final Set<String> succeeded = ConcurrentHashMap.newKeySet();

  private OpenApi(String text, JsonNode document) {
    this.text = text;
    this.document = document;
    this.schemas =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(
                    loaders -> loaders.schemas(Map.of(BASE, document.toString()))));
  }

  static OpenApi read() {
    try {
      String text = Files.readString(Path.of("..", "docs", "openapi.yaml"));
      return new OpenApi(text, new YAMLMapper().readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    return text;
  }

  /// Returns every call, such as `PUT /api/chats/{chatId}`.
  Set<String> calls() {
    Set<String> calls = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                METHODS.stream()
                    .filter(path.getValue()::has)
                    .forEach(method -> calls.add(method.toUpperCase() + " " + path.getKey())));
    return calls;
  }

  /// Returns every documented status, such as `PUT /api/chats/{chatId} 201`.
  Set<String> statuses() {
    Set<String> statuses = new TreeSet<>();
    for (String call : calls()) {
      String[] parts = call.split(" ", 2);
      JsonNode responses =
          document.at(pointer("paths", parts[1], parts[0].toLowerCase(), "responses"));
      responses
          .fieldNames()
          .forEachRemaining(
              status -> {
                if (!status.equals("default")) {
                  statuses.add(call + " " + status);
                }
              });
    }
    return statuses;
  }

  Set<String> succeeded() {
    return new TreeSet<>(succeeded);
  }

  /// Checks an answer against the document, if it documents the call.
  void check(String method, String path, HttpResponse<String> answer) {
    Optional<String> call = calls().stream().filter(c -> matches(c, method, path)).findFirst();
    String[] parts = call.orElse(method + " unknown").split(" ", 2);
    String status = String.valueOf(answer.statusCode());
    JsonNode responses =
        document.at(pointer("paths", parts[1], parts[0].toLowerCase(), "responses"));
    assertThat(call.isEmpty() || responses.has(status) || responses.has("default"))
        .as("%s %s may be answered %s", method, path, status)
        .isTrue();
    if (answer.statusCode() < 300) {
      succeeded.add(call.orElseThrow());
    }
    if (answer.body().isEmpty() || !isJson(answer)) {
      assertThat(answer.statusCode()).isLessThan(300);
      return;
    }
    String response =
        responses.isMissingNode()
            ? "/components/responses/Failure"
            : location(parts, responses.has(status) ? status : "default");
    check(response + "/content/application~1json/schema", answer.body());
  }

  private static boolean isJson(HttpResponse<String> answer) {
    return answer.headers().firstValue("content-type").orElse("").startsWith("application/json");
  }

  private String location(String[] call, String status) {
    String inline = pointer("paths", call[1], call[0].toLowerCase(), "responses", status);
    JsonNode reference = document.at(inline).path("$ref");
    return reference.isMissingNode() ? inline : reference.textValue().substring(1);
  }

  private void check(String schemaPointer, String body) {
    assertThat(document.at(schemaPointer).isObject()).as(schemaPointer).isTrue();
    JsonSchema schema = schemas.getSchema(SchemaLocation.of(BASE + "#" + schemaPointer));
    assertThat(
            schema.validate(
                body,
                InputFormat.JSON,
                context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)))
        .as(body)
        .isEmpty();
  }

  private static String pointer(String... names) {
    StringBuilder pointer = new StringBuilder();
    Stream.of(names)
        .forEach(name -> pointer.append('/').append(name.replace("~", "~0").replace("/", "~1")));
    return pointer.toString();
  }

  private static boolean matches(String call, String method, String path) {
    String[] parts = call.split(" ", 2);
    String pattern = parts[1].replaceAll("\\{[^}]*}", "[^/]*");
    return parts[0].equals(method) && path.matches(pattern);
  }
}
