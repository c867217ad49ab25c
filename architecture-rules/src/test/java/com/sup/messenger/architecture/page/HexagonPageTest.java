package com.sup.messenger.architecture.page;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sup.messenger.architecture.HexagonRule;
import com.tngtech.archunit.ArchConfiguration;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Builds the project of `docs/enforce-the-architecture.md` from the page.
class HexagonPageTest {

  private static final Path REPOSITORY = Path.of("..");
  private static final String BILL = "src/main/java/acme/shop/domain/Bill.java";
  private static final String FROZEN = "acme.shop.FrozenArchitectureTest";
  private static final String STORE = "freeze.store.default.path";
  private static final String PROPERTIES = "src/test/resources/archunit.properties";

  /// A path in backticks at the end of a paragraph, and the code below it.
  private static final Pattern FILE =
      Pattern.compile("`([^`\n]+)`:\n\n```\\w+\n(.*?)```\n", Pattern.DOTALL);

  private static final Pattern REPORT = Pattern.compile("\n```\n(The .*?)```\n", Pattern.DOTALL);
  private static final Pattern RULES =
      Pattern.compile("<!-- rules -->\n(.*?)<!-- end of the rules -->", Pattern.DOTALL);

  @TempDir Path folder;
  private String page = "";
  private Map<String, String> files = Map.of();
  private Project project = new Project(Path.of(""));

  @BeforeEach
  void write_the_project() throws IOException {
    page = Files.readString(REPOSITORY.resolve("docs").resolve("enforce-the-architecture.md"));
    files =
        FILE.matcher(page).results().collect(toMap(file -> file.group(1), file -> file.group(2)));
    project = new Project(folder);
    for (String path : files.keySet()) {
      if (!path.equals(BILL)) {
        project.write(path, files.get(path));
      }
    }
  }

  @Test
  void the_project_passes_and_the_report_of_a_broken_rule_is_that_of_the_page() throws Exception {
    project.test("acme.shop.ArchitectureTest");

    project.write(BILL, files.get(BILL));
    assertThatThrownBy(() -> project.test("acme.shop.ArchitectureTest"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(first(REPORT));
  }

  @Test
  void old_violations_are_frozen_and_a_new_one_fails() throws Exception {
    Properties properties = new Properties();
    properties.load(new StringReader(files.get(PROPERTIES)));
    project.write(BILL, files.get(BILL));
    String later = files.get(BILL).replace("Bill", "Reminder");

    ArchConfiguration.withThreadLocalScope(
        configuration -> {
          properties.forEach((key, value) -> configuration.setProperty("" + key, "" + value));
          configuration.setProperty(
              STORE, folder.resolve(properties.getProperty(STORE)).toString());
          assertThatCode(() -> project.test(FROZEN)).doesNotThrowAnyException();
          assertThatCode(() -> project.write(BILL.replace("Bill", "Reminder"), later))
              .doesNotThrowAnyException();
          assertThatThrownBy(() -> project.test(FROZEN))
              .hasMessageContaining("Reminder.isDue()")
              .message()
              .doesNotContain("Bill.isDue()");
        });
    assertThat(folder.resolve("src/test/frozen/stored.rules"))
        .content()
        .contains("DOMAIN_GIVES_THE_SAME_ANSWER_TWICE=");
  }

  @Test
  void the_project_has_forty_lines_and_the_versions_of_this_build() throws IOException {
    String pom = files.get("pom.xml");
    String ours = Files.readString(REPOSITORY.resolve("pom.xml"));
    assertThat(pom)
        .contains("<version>" + value(ours, "version") + "</version> <scope>test</scope>")
        .contains("<version>" + value(ours, "junit.version") + "</version> <scope>test</scope>");

    Stream<String> java =
        files.entrySet().stream()
            .filter(file -> file.getKey().endsWith(".java"))
            .filter(file -> !file.getKey().contains("Frozen") && !file.getKey().equals(BILL))
            .flatMap(file -> file.getValue().lines())
            .filter(line -> !line.isBlank())
            .filter(line -> !line.startsWith("package") && !line.startsWith("import"));
    assertThat(java.count() + pom.lines().count()).isEqualTo(40);
  }

  @Test
  void the_page_has_each_rule_with_its_reason_and_what_to_do() {
    String rows =
        Stream.of(HexagonRule.values())
            .map(rule -> "| `%s` | %s | %s |\n".formatted(rule, rule.reason(), rule.remedy()))
            .collect(joining());
    assertThat(first(RULES)).isEqualTo("| rule | reason | remedy |\n| --- | --- | --- |\n" + rows);
  }

  private String first(Pattern pattern) {
    Matcher matcher = pattern.matcher(page);
    assertThat(matcher.find()).as(pattern.pattern()).isTrue();
    return matcher.group(1);
  }

  private static String value(String pom, String name) {
    Matcher matcher = Pattern.compile("<" + name + ">(.*?)</" + name + ">").matcher(pom);
    assertThat(matcher.find()).as(name).isTrue();
    return matcher.group(1);
  }
}
