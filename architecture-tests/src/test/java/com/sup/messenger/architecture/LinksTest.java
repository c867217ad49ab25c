package com.sup.messenger.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.architecture.Page.Link;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Follows each link to a file or a heading in the Markdown of the repository, and looks up the
/// tests that it names.
class LinksTest {

  private static final Path FIXTURES = Path.of("src", "test", "resources", "links");

  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)[`#]");

  private final Map<Path, Page> pages = new HashMap<>();

  @Test
  void every_link_of_every_page_leads_somewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    List<String> files = RepositoryFiles.endingWith(".md");
    for (String file : files) {
      broken.addAll(broken(RepositoryFiles.ROOT.resolve(file)));
    }
    assertThat(files).contains("README.md", "docs/architecture.md");
    assertThat(broken).isEmpty();
  }

  @Test
  void each_broken_link_is_found_and_nothing_else() {
    assertThat(broken(FIXTURES.resolve("page.md.txt").toAbsolutePath()))
        .extracting(link -> link.replaceFirst(".*: ", ""))
        .containsExactly(
            "nowhere.md",
            "#nowhere",
            "other.md.txt#nowhere",
            "images/nowhere.png",
            "nowhere/defined.md",
            "../../../../../../outside.md");
  }

  @Test
  void every_test_that_a_page_names_exists() throws IOException {
    Set<String> tests = new HashSet<>();
    for (String file : RepositoryFiles.endingWith("Test.java")) {
      tests.add(Path.of(file).getFileName().toString().replace(".java", ""));
    }
    Map<String, String> named = new HashMap<>();
    for (String file : RepositoryFiles.endingWith(".md")) {
      TEST.matcher(Files.readString(RepositoryFiles.ROOT.resolve(file)))
          .results()
          .forEach(name -> named.put(name.group(1), file));
    }
    assertThat(named).containsKey("LinksTest");
    named.keySet().removeAll(tests);
    assertThat(named).isEmpty();
  }

  private List<String> broken(Path file) {
    return page(file).links().stream()
        .filter(link -> !resolves(file, link.target()))
        .map((Link link) -> file.getFileName() + ":" + link.line() + ": " + link.target())
        .toList();
  }

  private boolean resolves(Path file, String target) {
    if (target.matches("[a-z]+:.*")) {
      return true;
    }
    String[] parts = target.split("#", 2);
    Path to = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
    return to.startsWith(RepositoryFiles.ROOT)
        && Files.exists(to)
        && (parts.length == 1 || page(to).anchors().contains(parts[1]));
  }

  private Page page(Path file) {
    return pages.computeIfAbsent(file, LinksTest::read);
  }

  private static Page read(Path file) {
    try {
      return Page.of(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
