package com.sup.messenger.bootstrap.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.bootstrap.supply.Advisory.Status;
import com.sup.messenger.bootstrap.supply.Advisory.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Scans the shipped libraries for published vulnerabilities. The build lists the libraries first.
class AdvisoriesTest {

  private static final Path LIBRARIES = Path.of("target", "libraries.txt");
  private static final Path REGISTER = Path.of("..", "deploy", "advisories.json");
  private static final Path SECURITY = Path.of("..", "SECURITY.md");

  @Test
  void each_published_vulnerability_of_what_is_shipped_has_a_verdict() throws IOException {
    List<Library> shipped = Library.in(LIBRARIES);
    assertThat(shipped).hasSizeGreaterThan(50);
    assertThat(unanswered(shipped, Advisory.in(REGISTER))).isEmpty();
  }

  @Test
  void a_verdict_goes_with_the_version_that_needed_it() throws IOException {
    List<Library> shipped = Library.in(LIBRARIES);
    assertThat(Advisory.in(REGISTER))
        .filteredOn(advisory -> advisory.verdict() != null)
        .allMatch(advisory -> shipped.stream().anyMatch(advisory::affects));
  }

  @Test
  void the_security_page_answers_each_that_has_a_verdict() throws IOException {
    String page = Files.readString(SECURITY);
    assertThat(Advisory.in(REGISTER))
        .filteredOn(advisory -> advisory.verdict() != null)
        .allSatisfy(advisory -> assertThat(page).contains(advisory.id()));
  }

  @Test
  void each_is_listed_once_with_its_source() throws IOException {
    List<Advisory> all = Advisory.in(REGISTER);
    assertThat(all).extracting(Advisory::id).doesNotHaveDuplicates();
    assertThat(all).extracting(Advisory::source).allMatch(source -> source.startsWith("https://"));
  }

  @ParameterizedTest
  @CsvSource({
    "org.acme:one, 1.2.2, true",
    "org.acme:one, 1.2.3, false",
    "org.acme:one, 1.2.3.Final, false",
    "org.acme:one, 1.2.2.Final, true",
    "org.acme:one, 0.9, false",
    "org.acme:one-more, 1.2.2, false",
    "orgXacme:one, 1.2.2, false",
    "org.acme.web:two, 1.0, true",
    "org.acme:two, 1.0, true",
    "net.acme:two, 1.0, false",
  })
  void a_library_is_affected_by_name_and_version(String name, String version, boolean affected) {
    Advisory advisory = advisory(List.of("org.acme:one", "org.acme*:two"), null);
    assertThat(advisory.affects(new Library(name, version))).isEqualTo(affected);
  }

  @Test
  void an_affected_library_without_a_verdict_is_reported_with_the_id() {
    List<Library> shipped = List.of(new Library("org.acme:one", "1.1"));
    List<String> packages = List.of("org.acme:one");
    Verdict verdict = new Verdict(Status.NOT_AFFECTED, "nothing calls it");
    assertThat(unanswered(shipped, List.of(advisory(packages, null))))
        .containsExactly("CVE-0: org.acme:one:1.1");
    assertThat(unanswered(shipped, List.of(advisory(packages, verdict)))).isEmpty();
  }

  private static Advisory advisory(List<String> packages, @Nullable Verdict verdict) {
    return new Advisory("CVE-0", packages, "[1.0,1.2.3)", "", "https://acme.example", verdict);
  }

  private static List<String> unanswered(List<Library> shipped, List<Advisory> advisories) {
    return advisories.stream()
        .filter(advisory -> advisory.verdict() == null)
        .flatMap(
            advisory ->
                shipped.stream()
                    .filter(advisory::affects)
                    .map(library -> advisory.id() + ": " + library))
        .toList();
  }
}
