package com.sup.messenger.contracts.endurance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a call of each method of a port, with arguments out of samples.
public final class SampleCalls {

  private final List<Object> samples;

  /// @param samples one of each type that a method of the port takes, alone or in a collection
  public SampleCalls(Object... samples) {
    this.samples = List.of(samples);
  }

  /// Returns a call of each method of the port that an adapter implements.
  public Endurance of(Class<?> port, Object adapter) {
    Endurance calls = new Endurance();
    for (Method method : port.getMethods()) {
      if (Modifier.isAbstract(method.getModifiers())) {
        Object[] arguments =
            Arrays.stream(method.getGenericParameterTypes()).map(this::sample).toArray();
        calls.with(method.toGenericString(), () -> call(method, adapter, arguments));
      }
    }
    return calls;
  }

  private Object sample(Type type) {
    if (type instanceof ParameterizedType generic) {
      List<Object> elements =
          Arrays.stream(generic.getActualTypeArguments()).map(this::sample).toList();
      Class<?> raw = (Class<?>) generic.getRawType();
      return raw == Map.class
          ? Map.of(elements.getFirst(), elements.getLast())
          : collection(raw, elements);
    }
    Class<?> wanted = (Class<?>) type;
    return samples.stream()
        .filter(sample -> wanted.isInstance(sample) || isPrimitiveOf(wanted, sample))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no sample of " + type));
  }

  private static Object collection(Class<?> raw, List<Object> elements) {
    return raw.isAssignableFrom(Set.class) || raw == Collection.class
        ? Set.copyOf(elements)
        : raw.isInstance(elements) ? elements : Optional.of(elements.getFirst());
  }

  private static boolean isPrimitiveOf(Class<?> wanted, Object sample) {
    return (wanted == long.class && sample instanceof Long)
        || (wanted == int.class && sample instanceof Integer)
        || (wanted == boolean.class && sample instanceof Boolean);
  }

  private static void call(Method method, Object adapter, Object[] arguments) {
    try {
      method.invoke(adapter, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
