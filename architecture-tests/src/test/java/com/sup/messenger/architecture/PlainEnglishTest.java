package com.sup.messenger.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.architecture.Prose.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Finds the worst habits of writing in the `///` comments and the Markdown of the repository.
class PlainEnglishTest {

  /// Pages that are written by a test, out of texts in the code.
  private static final Set<String> DERIVED = Set.of("docs/configuration.md");

  private static final Path FIXTURES = Path.of("src", "test", "resources", "plain-english");
  private static final Pattern MARK = Pattern.compile("^\\s*(?://|<!--) ([A-Z_]+)\\b");

  private record Finding(String file, Sentence sentence, Habit habit) {

    @Override
    public String toString() {
      return file + ":" + sentence.line() + ": " + habit + ": " + sentence.text();
    }
  }

  @Test
  void comments_and_pages_are_plain_english() throws IOException {
    List<Finding> findings = new ArrayList<>();
    List<String> files = files();
    for (String file : files) {
      findings.addAll(findings(file, Files.readAllLines(RepositoryFiles.ROOT.resolve(file))));
    }
    assertThat(files).anyMatch(file -> file.startsWith("domain/src/main/"));
    assertThat(findings).as(findings.size() + " habits").isEmpty();
  }

  /// A line of capitals names the habit of the next line. Every other sentence is good.
  @ParameterizedTest
  @ValueSource(strings = {"comments.java", "page.md"})
  void each_habit_is_found_and_nothing_else(String fixture) throws IOException {
    List<String> lines = Files.readAllLines(FIXTURES.resolve(fixture + ".txt"));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher mark = MARK.matcher(lines.get(i));
      if (mark.find()) {
        expected.add(i + 2 + " " + mark.group(1));
      }
    }
    assertThat(findings(fixture, lines))
        .extracting(finding -> finding.sentence().line() + " " + finding.habit())
        .containsExactlyElementsOf(expected);
    assertThat(expected)
        .extracting(mark -> mark.replaceFirst("\\d+ ", ""))
        .containsAll(Arrays.stream(Habit.values()).map(Habit::name).toList());
  }

  private static List<Finding> findings(String file, List<String> lines) {
    List<Sentence> sentences =
        file.endsWith(".java") ? Prose.ofComments(lines) : Prose.ofMarkdown(lines);
    return sentences.stream()
        .flatMap(
            sentence ->
                Stream.of(Habit.values())
                    .filter(habit -> habit.isIn(sentence))
                    .map(habit -> new Finding(file, sentence, habit)))
        .toList();
  }

  private static List<String> files() throws IOException {
    List<String> files = new ArrayList<>(RepositoryFiles.endingWith(".java"));
    files.addAll(RepositoryFiles.endingWith(".md"));
    files.removeAll(DERIVED);
    return files;
  }
}
