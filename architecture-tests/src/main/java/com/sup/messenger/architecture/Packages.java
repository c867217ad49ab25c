package com.sup.messenger.architecture;

import static com.sup.messenger.architecture.Hexagon.within;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/// Makes each package a slice. Use cases and ports are one slice, because ports use the
/// application's events and use cases call ports.
final class Packages implements SliceAssignment {

  private final Hexagon house;

  Packages(Hexagon house) {
    this.house = house;
  }

  @Override
  public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
    if (!within(house.rooms()).test(javaClass)) {
      return SliceIdentifier.ignore();
    }
    boolean inApplication =
        within(house.application()).test(javaClass) && !within(house.memory()).test(javaClass);
    return SliceIdentifier.of(inApplication ? house.application() : javaClass.getPackageName());
  }

  @Override
  public String getDescription() {
    return "packages of the house";
  }
}
