package com.sup.messenger.architecture;

import static com.sup.messenger.architecture.Hexagon.within;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/// Each package for itself, but use cases and ports as one: ports speak of the application's
/// events, and use cases call ports.
final class Packages implements SliceAssignment {

  private final Hexagon house;

  Packages(Hexagon house) {
    this.house = house;
  }

  @Override
  public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
    if (!within(house.root()).test(javaClass)) {
      return SliceIdentifier.ignore();
    }
    boolean inApplication =
        within(house.application()).test(javaClass) && !within(house.memory()).test(javaClass);
    return SliceIdentifier.of(inApplication ? house.application() : javaClass.getPackageName());
  }

  @Override
  public String getDescription() {
    return "packages in " + house.root();
  }
}
