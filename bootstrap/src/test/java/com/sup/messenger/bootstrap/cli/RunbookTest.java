package com.sup.messenger.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Compares the runbook with the alerts and the command line.
class RunbookTest {

  private static final Path ALERTS = Path.of("..", "deploy", "prometheus", "alerts.yml");
  private static final Path RUNBOOK = Path.of("..", "docs", "runbook.md");

  private static List<String> found(Path file, String pattern) throws IOException {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  @Test
  void each_alert_is_explained_and_no_other() throws IOException {
    List<String> alerts = found(ALERTS, "- alert: (\\w+)");
    assertThat(alerts).isNotEmpty();
    assertThat(found(RUNBOOK, "^### (Sup\\w+)$")).containsExactlyElementsOf(alerts);
  }

  @Test
  void each_command_of_the_runbook_is_one_of_the_command_line() throws IOException {
    Terminal terminal =
        new Terminal(Map.of(), InputStream.nullInputStream(), new PrintWriter(System.out));
    assertThat(found(RUNBOOK, "^sup (.*)$"))
        .hasSizeGreaterThan(15)
        .allSatisfy(
            command ->
                assertThatCode(
                        () ->
                            Sup.line(terminal)
                                .parseArgs(command.replaceFirst(" <.*", "").split(" ")))
                    .as(command)
                    .doesNotThrowAnyException());
  }

  @Test
  void each_problem_that_the_command_line_tells_is_in_the_runbook() throws IOException {
    String runbook = Files.readString(RUNBOOK);
    assertThat(
            Stream.of(
                "hears no events: it has no subscriptions",
                "does not hear the others: compare its CLUSTER_SECRET",
                "redis does not answer",
                "its signature, issuer, audience or times are wrong"))
        .allSatisfy(problem -> assertThat(runbook).contains(problem));
  }
}
