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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a value of any type of the protocol.
///
/// @param complete true if nullable components are set
record Samples(boolean complete) {

  Object of(Type type) {
    if (type instanceof ParameterizedType collection) {
      Object element = of(collection.getActualTypeArguments()[0]);
      return collection.getRawType() == Set.class ? Set.of(element) : List.of(element);
    }
    Class<?> plain = (Class<?>) type;
    return plain.isEnum() ? plain.getEnumConstants()[0] : value(plain);
  }

  private Object value(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "long", "Long" -> 7L;
      case "int", "Integer" -> 7;
      case "boolean" -> true;
      case "String" -> "text";
      case "Instant" -> Instant.ofEpochMilli(1_700_000_000_123L);
      case "Metadata" -> new Metadata("{\"mentions\":[]}", List.of());
      case "OpaqueJson" -> new OpaqueJson("{\"sdp\":\"v=0\"}");
      default -> record(type);
    };
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      return constructor.newInstance(Arrays.stream(components).map(this::component).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private @Nullable Object component(RecordComponent component) {
    boolean absent = !complete && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return absent ? null : of(component.getGenericType());
  }
}
