package com.sup.messenger.websocket.gateway;

import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.message.Metadata;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a value of any type of the protocol.
///
/// @param complete true if nullable components are set
record Samples(boolean complete) {

  /// Returns values of a type: each form, with and without its nullable components.
  static List<Object> all(Class<?> type) {
    return Stream.of(true, false)
        .map(Samples::new)
        .flatMap(samples -> Protocol.forms(type).stream().map(form -> samples.record(type, form)))
        .toList();
  }

  private Object of(Type type) {
    if (type instanceof ParameterizedType collection) {
      return collection(
          collection.getRawType(),
          Arrays.stream(collection.getActualTypeArguments()).map(this::of).toList());
    }
    Class<?> plain = (Class<?>) type;
    return plain.isEnum() ? plain.getEnumConstants()[0] : value(plain);
  }

  private static Object collection(Type type, List<Object> elements) {
    if (type == Map.class) {
      return Map.of(elements.getFirst(), elements.getLast());
    }
    return type == Set.class ? Set.copyOf(elements) : elements;
  }

  private Object value(Class<?> type) {
    if (type.isSealed()) {
      return of(type.getPermittedSubclasses()[complete ? 0 : 1]);
    }
    return switch (type.getSimpleName()) {
      case "Long" -> 7_000L;
      case "long" -> 7L;
      case "int", "Integer" -> 7;
      case "boolean", "Boolean" -> true;
      case "String" -> "text";
      case "Instant" -> Instant.ofEpochMilli(1_700_000_000_123L);
      case "Metadata" -> new Metadata("{\"mentions\":[]}", List.of());
      case "OpaqueJson" -> new OpaqueJson("{\"sdp\":\"v=0\"}");
      default -> record(type, Set.of());
    };
  }

  private Object record(Class<?> type, Set<String> form) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(
          Arrays.stream(components).map(component -> component(component, form)).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private @Nullable Object component(RecordComponent component, Set<String> form) {
    boolean optional =
        !complete
            && !form.contains(component.getName())
            && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return optional || !Protocol.isIn(form, component) ? null : of(component.getGenericType());
  }
}
