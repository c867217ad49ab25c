package com.sup.messenger.json;

import static com.sup.messenger.domain.InvalidValueException.require;

import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.json.text.JsonCursor;
import com.sup.messenger.json.text.JsonCursor.Kind;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/// Reads one field.
///
/// @param rule the rule of the field, to be read after its name; used if the field is missing
/// @param value reads the value
/// @param takesEmpty true if an empty string is a value in an optional field; otherwise it counts
///     as missing there
public record FieldReader(String rule, Value value, boolean takesEmpty) {

  /// Reads the value at the cursor.
  @FunctionalInterface
  public interface Value {

    /// Returns the value.
    ///
    /// @param binary true if placeholders stand for binary values
    /// @throws InvalidValueException if the value breaks the field's rule
    Object read(JsonCursor json, boolean binary);
  }

  FieldReader(String rule, Value value) {
    this(rule, value, false);
  }

  /// Returns the reader for a type: a value, a list, or a record of such types.
  ///
  /// @throws IllegalArgumentException for any other type
  public static FieldReader of(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return list(of(list.getActualTypeArguments()[0]));
    }
    FieldReader reader = ScalarReaders.ALL.get(type);
    if (reader != null) {
      return reader;
    }
    if (type instanceof Class<?> nested && nested.isRecord()) {
      return object(nested);
    }
    throw new IllegalArgumentException("No reader for " + type);
  }

  /// Returns the value at the cursor.
  ///
  /// @param binary true if placeholders stand for binary values
  /// @throws InvalidValueException if the value breaks the field's rule
  public Object read(JsonCursor json, boolean binary) {
    return value.read(json, binary);
  }

  FieldReader takingEmpty() {
    return new FieldReader(rule, value, true);
  }

  /// Reads a list. It is refused at the first element over the bound.
  private static FieldReader list(FieldReader element) {
    String rule = "must be an array";
    return new FieldReader(
        rule,
        (json, binary) -> {
          require(json.is(Kind.ARRAY), rule);
          List<Object> values = new ArrayList<>();
          json.elements(
              () -> {
                require(
                    values.size() < ClientEvent.MAX_BATCH,
                    "must name at most " + ClientEvent.MAX_BATCH);
                values.add(element.read(json, binary));
              });
          return values;
        });
  }

  /// Reads an object with fields of its own.
  private static FieldReader object(Class<?> type) {
    RecordReader<?> fields = new RecordReader<>(type);
    String rule = "must be an object";
    return new FieldReader(
        rule,
        (json, binary) -> {
          require(json.is(Kind.OBJECT), rule);
          try {
            return fields.read(json, binary);
          } catch (RefusedException e) {
            throw new InvalidValueException("is not valid: " + e.getMessage());
          }
        });
  }
}
