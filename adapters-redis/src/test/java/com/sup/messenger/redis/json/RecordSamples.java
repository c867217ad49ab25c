package com.sup.messenger.redis.json;

import com.sup.messenger.domain.message.SignalType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a value of any record out of its components.
final class RecordSamples {

  private RecordSamples() {}

  /// Returns the records that a type may be.
  static Stream<Class<?>> records(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Stream.of(type.getPermittedSubclasses()).flatMap(RecordSamples::records);
  }

  /// Returns a value with all optional parts, or with none.
  static Object of(Class<?> type, boolean full) {
    try {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Object[] values =
          Arrays.stream(components)
              .map(c -> !full && mayBeAbsent(c) ? null : value(c.getGenericType(), full))
              .toArray();
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName(), e);
    }
  }

  private static boolean mayBeAbsent(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    return type.isAnnotationPresent(Nullable.class);
  }

  private static Object value(Type type, boolean full) {
    if (type instanceof ParameterizedType generic) {
      List<Object> parts =
          Stream.of(generic.getActualTypeArguments()).map(t -> value(t, full)).toList();
      Class<?> raw = (Class<?>) generic.getRawType();
      return raw == List.class
          ? full ? parts : List.of()
          : raw == Set.class ? Set.copyOf(parts) : Map.of(parts.get(0), parts.get(1));
    }
    Class<?> simple = (Class<?>) type;
    return switch (simple.getName()) {
      case "java.lang.String" -> "grüße \"\\ \u2028 \uD83D\uDE00".substring(0, 5);
      case "long", "java.lang.Long" -> 1L << 60;
      case "int", "java.lang.Integer" -> 7;
      case "boolean", "java.lang.Boolean" -> true;
      case "java.time.Instant" -> Instant.parse("2026-01-01T00:00:00.123456789Z");
      case "java.time.Duration" -> Duration.ofMillis(1_234);
      default -> named(simple, full);
    };
  }

  private static Object named(Class<?> type, boolean full) {
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type == SignalType.class || (type.getSimpleName().endsWith("Id") && type.isRecord())) {
      return id(type);
    }
    return of(records(type).findFirst().orElseThrow(), full);
  }

  private static Object id(Class<?> type) {
    try {
      return type.getDeclaredConstructor(String.class).newInstance("a:b@c.d_e-1");
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName(), e);
    }
  }
}
