package com.sup.messenger.architecture.figures;

import com.sup.messenger.architecture.figures.Figure.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Prints the figures of the main sources as a table in Markdown. Runs without a build, in the root
/// of the repository.
final class Figures {

  private Figures() {}

  /// @throws IOException if a source file cannot be read
  public static void main(String[] arguments) throws IOException {
    IO.print(table(SourceTree.ofRepository(Path.of(""))));
  }

  /// Returns the table, with a line end after each row.
  ///
  /// @param files the main sources; at least one
  static String table(List<SourceFile> files) {
    StringBuilder table = new StringBuilder("| figure | limit | measured | place |\n");
    table.append("| --- | --- | --- | --- |\n");
    for (Figure figure : Figure.values()) {
      table.append(row(figure, figure.greatest(files)));
    }
    return table.toString();
  }

  private static String row(Figure figure, Place greatest) {
    String limit = figure.limit() == Figure.NO_LIMIT ? "none" : String.valueOf(figure.limit());
    // Of many types with a name of their own, one would be named by chance.
    boolean named = !greatest.name().isEmpty() && greatest.value() > 1;
    String place = named ? "`" + greatest.name() + "` " : "";
    return "| %s | %s | %d | %s|\n".formatted(figure.title(), limit, greatest.value(), place);
  }
}
