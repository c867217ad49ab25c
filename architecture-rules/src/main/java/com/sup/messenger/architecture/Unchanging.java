package com.sup.messenger.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Holds for a static field if its value stays the same: it is final, and its type has no state.
///
/// A collection that is declared by its interface counts as changeable if the static initializer
/// makes a changeable one and calls neither `copyOf` nor `unmodifiable`. A collection that another
/// method makes is not found.
final class Unchanging extends ArchCondition<JavaField> {

  private static final List<String> COLLECTIONS = List.of("java.util.Collection", "java.util.Map");
  private static final List<String> CHANGEABLE =
      List.of(
          "java.lang.AbstractStringBuilder",
          "java.lang.ThreadLocal",
          "java.text.Format",
          "java.util.BitSet",
          "java.util.Calendar",
          "java.util.Date",
          "java.util.Iterator",
          "java.util.Random",
          "java.util.StringJoiner",
          "java.util.regex.Matcher");

  Unchanging() {
    super("be final, of a value that stays the same");
  }

  @Override
  public void check(JavaField field, ConditionEvents events) {
    boolean holds = isMadeByCompiler(field) || (isFinal(field) && !holdsState(field));
    String message = field.getDescription() + " can change in " + field.getSourceCodeLocation();
    events.add(new SimpleConditionEvent(field, holds, message));
  }

  private static boolean isMadeByCompiler(JavaField field) {
    return field.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  private static boolean isFinal(JavaField field) {
    return field.getModifiers().contains(JavaModifier.FINAL);
  }

  private static boolean holdsState(JavaField field) {
    JavaClass type = field.getRawType();
    if (type.isInterface() && isAny(type, COLLECTIONS)) {
      return field.getOwner().getStaticInitializer().filter(Unchanging::fills).isPresent();
    }
    return hasState(type, new HashSet<>());
  }

  /// @param seen the types that are looked at already: a type may have itself as a field
  private static boolean hasState(JavaClass type, Set<JavaClass> seen) {
    if (type.isArray() || isAny(type, CHANGEABLE) || isConcreteCollection(type)) {
      return true;
    }
    if (isOfJava(type)) {
      // Those for locks and atomic values.
      return type.getPackageName().startsWith("java.util.concurrent.");
    }
    return seen.add(type)
        && type.getAllFields().stream()
            .filter(part -> !part.getModifiers().contains(JavaModifier.STATIC))
            .filter(part -> !isOfJava(part.getOwner()))
            .anyMatch(part -> !isFinal(part) || hasState(part.getRawType(), seen));
  }

  private static boolean isOfJava(JavaClass type) {
    return type.getPackageName().startsWith("java.");
  }

  private static boolean isConcreteCollection(JavaClass type) {
    return !type.isInterface() && isAny(type, COLLECTIONS);
  }

  private static boolean isAny(JavaClass type, List<String> supertypes) {
    return supertypes.stream().anyMatch(type::isAssignableTo);
  }

  private static boolean fills(JavaStaticInitializer initializer) {
    return targets(initializer).anyMatch(Unchanging::makesCollection)
        && targets(initializer).map(AccessTarget::getName).noneMatch(Unchanging::closes);
  }

  private static Stream<AccessTarget> targets(JavaStaticInitializer initializer) {
    return initializer.getAccessesFromSelf().stream().map(JavaAccess::getTarget);
  }

  private static boolean makesCollection(AccessTarget target) {
    return (target.getName().equals("<init>") && isConcreteCollection(target.getOwner()))
        || target.getName().startsWith("synchronized")
        || target.getName().equals("newKeySet");
  }

  private static boolean closes(String method) {
    return method.equals("copyOf") || method.startsWith("unmodifiable");
  }
}
