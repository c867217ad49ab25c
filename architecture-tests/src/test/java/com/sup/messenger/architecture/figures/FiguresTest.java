package com.sup.messenger.architecture.figures;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.architecture.figures.Figure.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Holds the main sources to the limits of their figures. With `-Dsup.contract.write=true`, writes
/// the figures into `docs/architecture.md`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresTest {

  private static final Path REPOSITORY = Path.of("..");
  private static final Path PAGE = REPOSITORY.resolve(Path.of("docs", "architecture.md"));
  private static final String BEGIN = "<!-- figures -->\n";
  private static final String END = "<!-- end of the figures -->\n";

  private List<SourceFile> main = List.of();

  @TempDir Path folder;

  @BeforeAll
  void read() throws IOException {
    main = SourceTree.ofRepository(REPOSITORY);
  }

  @ParameterizedTest
  @EnumSource
  void the_main_sources_are_within_the_limit(Figure figure) {
    assertThat(figure.over(main)).extracting(Place::name).isEmpty();
  }

  @Test
  void the_page_has_each_figure_and_its_limit() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    String table = Figures.table(main);
    if (Boolean.getBoolean("sup.contract.write")) {
      Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
    } else {
      assertThat(heads(page.substring(begin, end))).isEqualTo(heads(table));
    }
  }

  /// Returns the figure and the limit of each row.
  private static List<String> heads(String table) {
    return table.lines().map(row -> row.split("\\|")).map(cells -> cells[1] + cells[2]).toList();
  }

  @Test
  void a_long_method_and_a_wide_constructor_are_found() throws IOException {
    List<SourceFile> files =
        sources(
            """
            package a;
            /// A comment does not count.
            class Long {
              Long(int b, int c, int d, int e, int f, int g, int h, int i, int j) {}

              int good() {
                return 1;%s
              }

              @Deprecated
              int bad() {
                return 1;%s
              }
            }
            """
                .formatted("\n".repeat(27), "\n".repeat(27)),
            "package a; record Wide(int b, int c, int d, int e, int f, int g, int h, int i, int j)"
                + " { Wide {} }");
    assertThat(Figure.METHOD_LINES.over(files)).containsExactly(new Place("Long.bad", 31));
    assertThat(Figure.CONSTRUCTOR_PARAMETERS.over(files))
        .containsExactly(new Place("Long.<init>", 9));
  }

  @Test
  void a_name_that_two_types_have_is_found() throws IOException {
    List<SourceFile> files =
        sources(
            "package a; class Same {}", "package b; class Same {}", "package b; class Other {}");
    assertThat(Figure.SAME_NAMES.over(files)).containsExactly(new Place("Same", 2));
  }

  @Test
  void a_circle_of_packages_is_found() throws IOException {
    List<SourceFile> files =
        sources(
            "package a; import b.One; import a.Two; class Two {}",
            "package b; import static c.Three.Inner.NAME; class One {}",
            "package c; import a.*; class Three {}",
            "package d; import a.Two; class Four {}");
    assertThat(Figure.CIRCLES.over(files)).containsExactly(new Place("a, b, c", 3));
  }

  @Test
  void a_large_package_and_long_files_are_found() throws IOException {
    String[] texts = new String[21];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = "package a;\nclass Type" + i + " {}" + "\n".repeat(i < 18 ? 1 : 200);
    }
    List<SourceFile> files = sources(texts);
    assertThat(Figure.FILES.greatest(files)).isEqualTo(new Place("", 21));
    assertThat(Figure.PACKAGE_TYPES.over(files)).containsExactly(new Place("a", 21));
    assertThat(Figure.FILE_LINES.greatest(files).value()).isEqualTo(201);
    assertThat(Figure.FILE_LINES_P90.over(files)).containsExactly(new Place("", 201));
    assertThat(Figure.FILE_LINES_P90.over(files.subList(0, 20))).isEmpty();
  }

  private List<SourceFile> sources(String... texts) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String text : texts) {
      Path file = folder.resolve("Source" + files.size() + ".java");
      files.add(Files.writeString(file, text));
    }
    return SourceTree.read(files);
  }
}
