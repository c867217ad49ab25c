package com.sup.messenger.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The packages of each room, as ArchUnit writes them: `acme.shop.domain..` is a package and all
/// below it.
///
/// @param root the full name of the package of the application
/// @param libraries packages outside the JDK that the domain and the application may use
record Plan(String root, Map<Room, List<String>> rooms, List<String> libraries) {

  Plan {
    rooms = Map.copyOf(rooms);
    libraries = List.copyOf(libraries);
  }

  /// Returns a copy with more packages in a room.
  ///
  /// @param names under the root; the empty name is the root package alone
  Plan with(Room room, String... names) {
    return with(
        room,
        Stream.of(names).map(name -> name.isEmpty() ? root : below(root + "." + name)).toList());
  }

  /// Returns a copy with more packages in a room, from outside the root.
  Plan withForeign(Room room, String... packages) {
    return with(room, Stream.of(packages).map(Plan::below).toList());
  }

  Plan withLibraries(String... packages) {
    return new Plan(root, rooms, joined(libraries, Stream.of(packages).map(Plan::below).toList()));
  }

  /// Returns true for the classes of some rooms.
  DescribedPredicate<JavaClass> in(Room... some) {
    return in(Arrays.asList(some));
  }

  DescribedPredicate<JavaClass> in(Collection<Room> some) {
    return within(packages(some));
  }

  /// Returns the packages of some rooms, in the order in which they were added to their room.
  List<String> packages(Collection<Room> some) {
    return some.stream()
        .sorted()
        .flatMap(room -> rooms.getOrDefault(room, List.of()).stream())
        .toList();
  }

  /// Returns the classes of the class path, except tests: those under the root, and those of a room
  /// that lies elsewhere.
  JavaClasses classes() {
    Stream<String> elsewhere =
        packages(Room.ALL).stream()
            .map(Plan::name)
            .filter(name -> !(name + ".").startsWith(root + "."));
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
        .importPackages(Stream.concat(Stream.of(root), elsewhere).toList());
  }

  /// Returns the names of the packages that have none of some classes.
  List<String> emptyIn(JavaClasses classes) {
    return packages(Room.ALL).stream()
        .filter(identifier -> classes.that(within(identifier)).isEmpty())
        .map(Plan::name)
        .toList();
  }

  static DescribedPredicate<JavaClass> within(String... packages) {
    return within(List.of(packages));
  }

  static DescribedPredicate<JavaClass> within(List<String> packages) {
    List<String> names = packages.stream().map(Plan::name).toList();
    return JavaClass.Predicates.resideInAnyPackage(packages.toArray(String[]::new))
        .as("in " + String.join(", ", names));
  }

  /// Returns the name of a package without the dots for all below it.
  private static String name(String identifier) {
    return identifier.replace("..", "");
  }

  private Plan with(Room room, List<String> packages) {
    Map<Room, List<String>> more = new EnumMap<>(Room.class);
    more.putAll(rooms);
    more.merge(room, packages, Plan::joined);
    return new Plan(root, more, libraries);
  }

  private static String below(String name) {
    return name + "..";
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
