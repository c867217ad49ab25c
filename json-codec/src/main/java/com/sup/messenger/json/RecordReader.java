package com.sup.messenger.json;

import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.json.text.JsonCursor;
import com.sup.messenger.json.text.JsonCursor.Kind;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one kind of record from a JSON object. Fields that the record does not have are skipped,
/// and take no memory.
public final class RecordReader<T> {

  private record Field(String name, boolean required, FieldReader reader) {

    /// Returns true if an empty string counts as missing.
    boolean skipsEmpty() {
      return !required && !reader.takesEmpty();
    }
  }

  private final Constructor<T> constructor;
  private final List<Field> fields;
  private final List<String> names;

  /// Makes a reader.
  ///
  /// @throws IllegalArgumentException if the type is no record, or has a component without a reader
  public RecordReader(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    fields = Arrays.stream(components).map(RecordReader::field).toList();
    names = fields.stream().map(Field::name).toList();
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

  /// Reads a record from an object. A value that is not there counts as an empty object. All
  /// occurrences of a name must be valid, and the last one counts.
  ///
  /// @param binary true if placeholders stand for binary values
  /// @throws RefusedException `INVALID_PAYLOAD`, with the field and its rule
  public T read(JsonCursor json, boolean binary) {
    @Nullable Object[] arguments = new @Nullable Object[fields.size()];
    switch (json.kind()) {
      case OBJECT ->
          json.members(names, index -> arguments[index] = read(fields.get(index), json, binary));
      case NULL, NONE -> {}
      default -> throw invalid("payload must be an object");
    }
    for (int i = 0; i < arguments.length; i++) {
      Field field = fields.get(i);
      if (field.required() && arguments[i] == null) {
        throw invalid(field.name() + " " + field.reader().rule());
      }
    }
    return construct(arguments);
  }

  private static @Nullable Object read(Field field, JsonCursor json, boolean binary) {
    if (json.is(Kind.NULL) || (field.skipsEmpty() && json.isEmptyString())) {
      return null;
    }
    try {
      return field.reader().read(json, binary);
    } catch (InvalidValueException e) {
      throw invalid(field.name() + " " + e.getMessage());
    }
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
