package com.sup.messenger.architecture;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Set;

/// Holds for a class if no annotation leaves it, a member or a parameter to a container. Knows the
/// annotations of Jakarta, Spring, Guice and MicroProfile by their simple names.
final class MadeByHand extends ArchCondition<JavaClass> {

  private static final Set<String> OF_CLASSES =
      Set.of(
          "ApplicationScoped",
          "Component",
          "Dependent",
          "Repository",
          "RequestScoped",
          "Service",
          "Singleton");
  private static final Set<String> OF_MEMBERS =
      Set.of(
          "Autowired",
          "ConfigProperty",
          "EJB",
          "Inject",
          "Named",
          "PersistenceContext",
          "PostConstruct",
          "PreDestroy",
          "Qualifier",
          "Resource",
          "Value");

  MadeByHand() {
    super("be made by hand");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    report(type, type.getDescription(), type.getAnnotations(), OF_CLASSES, events);
    type.getMembers()
        .forEach(
            member ->
                report(type, member.getDescription(), member.getAnnotations(), OF_MEMBERS, events));
    type.getCodeUnits().stream()
        .map(JavaCodeUnit::getParameters)
        .flatMap(Collection::stream)
        .forEach(
            parameter ->
                report(
                    type,
                    parameter.getDescription(),
                    parameter.getAnnotations(),
                    OF_MEMBERS,
                    events));
  }

  private static void report(
      JavaClass type,
      String place,
      Collection<? extends JavaAnnotation<?>> annotations,
      Set<String> names,
      ConditionEvents events) {
    annotations.stream()
        .map(annotation -> annotation.getRawType().getSimpleName())
        .filter(names::contains)
        .map(name -> "%s has @%s in %s".formatted(place, name, type.getSourceCodeLocation()))
        .forEach(message -> events.add(SimpleConditionEvent.violated(type, message)));
  }
}
