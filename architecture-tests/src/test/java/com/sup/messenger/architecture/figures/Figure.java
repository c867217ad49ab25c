package com.sup.messenger.architecture.figures;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.sup.messenger.architecture.figures.SourceFile.Member;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/// A figure of the main sources that shows if a reader can still find the way.
enum Figure {
  FILES("files", Figure.NO_LIMIT, files -> Stream.of(new Place("", files.size()))),
  FILE_LINES_P90("lines of a file, 90th percentile", 150, files -> Stream.of(percentile(files))),
  FILE_LINES(
      "lines of the longest file",
      Figure.NO_LIMIT,
      files -> files.stream().map(file -> new Place(file.type(), file.lines()))),
  PACKAGE_TYPES("types of the largest package", 20, files -> count(files, SourceFile::packageName)),
  METHOD_LINES("lines of the longest method", 30, files -> members(files, Member::lines)),
  CONSTRUCTOR_PARAMETERS(
      "most parameters of a constructor", 8, files -> members(files, Member::parameters)),
  SAME_NAMES("most types with one simple name", 1, files -> count(files, SourceFile::type)),
  CIRCLES("packages in a circle", 0, files -> Circles.of(files).stream().map(Figure::circle));

  /// The limit of a figure that has none.
  static final int NO_LIMIT = Integer.MAX_VALUE;

  /// A place in the sources, and its value of a figure.
  ///
  /// @param name the type, the method or the packages; empty for all sources
  record Place(String name, int value) {}

  private final String title;
  private final int limit;

  @SuppressWarnings("ImmutableEnumChecker") // Each one is a lambda that captures nothing.
  private final Function<List<SourceFile>, Stream<Place>> places;

  Figure(String title, int limit, Function<List<SourceFile>, Stream<Place>> places) {
    this.title = title;
    this.limit = limit;
    this.places = places;
  }

  /// Returns the name of the figure in the table.
  String title() {
    return title;
  }

  /// Returns the greatest value that is allowed, or [#NO_LIMIT].
  int limit() {
    return limit;
  }

  /// Returns the place with the greatest value. The value is 0 if there is no place.
  Place greatest(List<SourceFile> files) {
    return places.apply(files).max(Comparator.comparingInt(Place::value)).orElse(new Place("", 0));
  }

  /// Returns each place with a value over the limit.
  List<Place> over(List<SourceFile> files) {
    return places.apply(files).filter(place -> place.value() > limit).toList();
  }

  private static Place percentile(List<SourceFile> files) {
    List<Integer> lengths = files.stream().map(SourceFile::lines).sorted().toList();
    return new Place("", lengths.get((int) Math.ceil(lengths.size() * 0.9) - 1));
  }

  private static Stream<Place> members(List<SourceFile> files, ToIntFunction<Member> size) {
    return files.stream()
        .flatMap(file -> file.methods().stream())
        .map(member -> new Place(member.name(), size.applyAsInt(member)));
  }

  private static Stream<Place> count(
      List<SourceFile> files, Function<SourceFile, String> property) {
    Map<String, Long> counts = files.stream().collect(groupingBy(property, counting()));
    return counts.entrySet().stream()
        .map(entry -> new Place(entry.getKey(), Math.toIntExact(entry.getValue())));
  }

  private static Place circle(List<String> packages) {
    return new Place(String.join(", ", packages), packages.size());
  }
}
