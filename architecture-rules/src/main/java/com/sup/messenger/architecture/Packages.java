package com.sup.messenger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/// Makes each package a slice. Use cases and ports are one slice, because ports use the
/// application's events and use cases call ports.
final class Packages implements SliceAssignment {

  private final DescribedPredicate<JavaClass> rooms;
  private final DescribedPredicate<JavaClass> useCases;

  Packages(Plan plan) {
    this.rooms = plan.in(Room.ALL);
    this.useCases = plan.in(Room.APPLICATION, Room.PORTS).and(not(plan.in(Room.MEMORY)));
  }

  @Override
  public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
    if (!rooms.test(javaClass)) {
      return SliceIdentifier.ignore();
    }
    return SliceIdentifier.of(
        useCases.test(javaClass) ? "use cases and ports" : javaClass.getPackageName());
  }

  @Override
  public String getDescription() {
    return "packages of the application";
  }
}
