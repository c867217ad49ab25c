package com.sup.messenger.websocket.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one kind of record from a JSON object, component by component; what the record does not
/// have is ignored.
final class RecordReader<T> {

  private record Field(String name, boolean required, FieldReader reader) {}

  private final Constructor<T> constructor;
  private final List<Field> fields;

  RecordReader(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    fields = Arrays.stream(components).map(RecordReader::field).toList();
    try {
      constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " is no record", e);
    }
  }

  private static Field field(RecordComponent component) {
    boolean required = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return new Field(component.getName(), required, FieldReader.of(component.getGenericType()));
  }

  /// The record of an object; nothing at all counts as an empty object.
  ///
  /// @throws RefusedException `INVALID_PAYLOAD`, naming the field and what it must be
  T read(JsonNode payload) {
    if (!payload.isObject() && !payload.isMissingNode() && !payload.isNull()) {
      throw invalid("payload must be an object");
    }
    @Nullable Object[] arguments = new @Nullable Object[fields.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = read(fields.get(i), payload);
    }
    return construct(arguments);
  }

  private static @Nullable Object read(Field field, JsonNode payload) {
    JsonNode value = payload.path(field.name());
    boolean absent = value.isMissingNode() || value.isNull() || isEmptyOption(field, value);
    if (absent && !field.required()) {
      return null;
    }
    try {
      return field.reader().read(absent ? MissingNode.getInstance() : value);
    } catch (InvalidValueException e) {
      throw invalid(field.name() + " " + e.getMessage());
    }
  }

  private static boolean isEmptyOption(Field field, JsonNode value) {
    return !field.required() && value.isTextual() && value.textValue().isEmpty();
  }

  private T construct(@Nullable Object[] arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidValueException invalid) {
        throw invalid(String.valueOf(invalid.getMessage()));
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RefusedException invalid(String message) {
    return new RefusedException(Refusal.INVALID_PAYLOAD, message);
  }
}
