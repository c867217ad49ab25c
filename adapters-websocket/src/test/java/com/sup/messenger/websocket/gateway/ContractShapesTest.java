package com.sup.messenger.websocket.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.json.FieldReader;
import com.sup.messenger.json.ValueJson;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that the gateway reads and writes the payloads of the contract.
class ContractShapesTest {

  static final List<Class<?>> CLIENT_EVENTS = Protocol.CLIENT_EVENTS;
  static final List<Class<?>> SERVER_EVENTS = Protocol.SERVER_EVENTS;
  static final List<Class<?>> REPLIES = Protocol.REPLIES;

  private final ObjectMapper mapper = ValueJson.mapper().build();
  private final EventCodec codec = new EventCodec("/");
  private final Shapes shapes = new Shapes();

  @ParameterizedTest
  @FieldSource("CLIENT_EVENTS")
  void a_payload_of_the_contract_is_read(Class<?> event) {
    for (Object sample : Samples.all(event)) {
      JsonNode payload = tree(sample);
      conforms(payload, event);
      assertThat(decode(event, payload)).isEqualTo(sample);
    }
  }

  @ParameterizedTest
  @FieldSource("CLIENT_EVENTS")
  void a_payload_without_a_required_field_is_refused(Class<?> event) {
    Object least = Samples.all(event).getLast();
    List<String> fields = new ArrayList<>();
    tree(least).fieldNames().forEachRemaining(fields::add);
    for (String field : fields) {
      refused(event, ((ObjectNode) tree(least)).without(field));
    }
  }

  @ParameterizedTest
  @FieldSource("SERVER_EVENTS")
  void what_the_service_emits_is_what_the_contract_says(Class<?> event) {
    for (Object sample : Samples.all(event)) {
      conforms(tree(sample), event);
    }
  }

  @ParameterizedTest
  @FieldSource("REPLIES")
  void an_acknowledgement_is_what_the_contract_says(Class<?> reply) {
    for (Object sample : Samples.all(reply)) {
      conforms(tree(codec.success((Reply) sample)), reply);
    }
  }

  @Test
  void the_acknowledgement_of_a_failure_is_what_the_contract_says() {
    for (Long retryAfter : new Long[] {null, 7L}) {
      conforms(
          codec.failure(new ServerEvent.Failed(Refusal.INTERNAL, "text", "event", retryAfter)),
          Protocol.Failure.class);
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_text_is_read_up_to_its_bound_and_no_further(Class<?> type) {
    Map<String, Object> schema = Scalars.definition(type, type.getSimpleName()).schema();
    int longest = (Integer) schema.get("maxLength");
    FieldReader reader = FieldReader.of(type);

    assertThat(read(reader, "x".repeat(longest))).isNotNull();
    assertThatThrownBy(() -> read(reader, "x".repeat(longest + 1)))
        .isInstanceOf(InvalidValueException.class);
    if (schema.get("minLength").equals(0)) {
      assertThat(read(reader, "")).isNotNull();
    } else {
      assertThatThrownBy(() -> read(reader, "")).isInstanceOf(InvalidValueException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_text_may_hold_what_its_pattern_allows(Class<?> type) {
    Map<String, Object> schema = Scalars.definition(type, type.getSimpleName()).schema();
    String pattern = (String) schema.getOrDefault("pattern", "");
    FieldReader reader = FieldReader.of(type);

    for (char c = 0; c < 256; c++) {
      String text = "x" + c;
      if (text.matches(pattern.isEmpty() ? "(?s).*" : pattern)) {
        assertThat(read(reader, text)).isNotNull();
      } else {
        assertThatThrownBy(() -> read(reader, text)).isInstanceOf(InvalidValueException.class);
      }
    }
  }

  static Stream<Class<?>> texts() {
    return fieldTypes()
        .filter(Scalars::define)
        .filter(type -> Scalars.definition(type, "").schema().containsKey("maxLength"));
  }

  @ParameterizedTest
  @MethodSource("enumerations")
  void each_constant_of_the_contract_is_read(Class<?> type) {
    List<?> names = (List<?>) Scalars.definition(type, "").schema().get("enum");
    assertThat(names.stream().map(name -> read(FieldReader.of(type), name.toString())))
        .containsExactly(type.getEnumConstants());
  }

  static Stream<Class<?>> enumerations() {
    return fieldTypes().filter(Class::isEnum);
  }

  private static Stream<Class<?>> fieldTypes() {
    return CLIENT_EVENTS.stream()
        .flatMap(event -> Arrays.stream(event.getRecordComponents()))
        .<Class<?>>map(RecordComponent::getType)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("lists")
  void a_batch_is_read_up_to_its_bound(Class<?> event, Object sample, String field) {
    int most = ((Number) rules(event, field).get("maxItems")).intValue();

    assertThat(decode(event, batch(sample, field, most))).isNotNull();
    refused(event, batch(sample, field, most + 1));
  }

  static Stream<Arguments> lists() {
    return fields(JsonNode::isArray);
  }

  private JsonNode batch(Object sample, String field, int size) {
    ObjectNode payload = (ObjectNode) tree(sample);
    JsonNode element = payload.get(field).get(0);
    payload.putArray(field).addAll(Collections.nCopies(size, element));
    return payload;
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void a_number_is_read_within_its_bounds(Class<?> event, Object sample, String field) {
    Map<String, Object> rules = rules(event, field);
    long least = ((Number) rules.get("minimum")).longValue();
    long most = ((Number) rules.getOrDefault("maximum", Integer.MAX_VALUE)).longValue();

    assertThat(decode(event, with(sample, field, least))).isNotNull();
    assertThat(decode(event, with(sample, field, most))).isNotNull();
    refused(event, with(sample, field, least - 1));
    if (rules.containsKey("maximum")) {
      refused(event, with(sample, field, most + 1));
    }
  }

  /// Returns each number of each event, with a payload that has it.
  static Stream<Arguments> numbers() {
    return fields(JsonNode::isNumber);
  }

  private static Stream<Arguments> fields(Predicate<JsonNode> kind) {
    ObjectMapper mapper = ValueJson.mapper().build();
    return CLIENT_EVENTS.stream()
        .flatMap(event -> Samples.all(event).stream())
        .flatMap(
            sample ->
                mapper.<JsonNode>valueToTree(sample).properties().stream()
                    .filter(field -> kind.test(field.getValue()))
                    .map(field -> Arguments.of(sample.getClass(), sample, field.getKey())));
  }

  private JsonNode with(Object sample, String field, long value) {
    return ((ObjectNode) tree(sample)).put(field, value);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> rules(Class<?> event, String field) {
    shapes.of(event);
    Map<String, Object> schema = shapes.definitions().get(Shapes.name(event)).schema();
    List<Object> forms = (List<Object>) schema.getOrDefault("oneOf", List.of(schema));
    return forms.stream()
        .map(form -> ((Map<String, Map<String, Object>>) form).get("properties").get(field))
        .filter(Objects::nonNull)
        .map(rules -> (Map<String, Object>) rules)
        .findFirst()
        .orElseThrow();
  }

  private void refused(Class<?> event, JsonNode payload) {
    assertThatThrownBy(() -> decode(event, payload))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(Refusal.INVALID_PAYLOAD));
  }

  private void conforms(JsonNode json, Class<?> type) {
    Shape shape = shapes.of(type);
    new SchemaCheck(shapes.definitions()).check(json, shape.schema());
  }

  private ClientEvent decode(Class<?> event, JsonNode payload) {
    return codec.decode(Protocol.wireName(event), Payloads.arguments(payload.toString()));
  }

  private static Object read(FieldReader reader, String text) {
    return Payloads.read(reader, TextNode.valueOf(text).toString());
  }

  /// Returns a value as the gateway writes it.
  private JsonNode tree(Object value) {
    try {
      return mapper.readTree(mapper.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
