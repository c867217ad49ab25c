package com.sup.messenger.bootstrap.cli;

import java.util.ArrayList;
import java.util.List;

/// A table of texts, with columns as wide as their widest cell.
final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... heads) {
    rows.add(List.of(heads));
  }

  /// Adds a row with one cell for each head.
  void row(Object... cells) {
    rows.add(List.of(cells).stream().map(String::valueOf).toList());
  }

  /// Prints the table, if it has a row.
  void print(Terminal terminal) {
    if (rows.size() > 1) {
      rows.forEach(row -> terminal.print(line(row)));
    }
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      int width = rows.stream().mapToInt(cells -> cells.get(column).length()).max().orElse(0);
      line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
