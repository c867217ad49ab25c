package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.bootstrap.config.Section;
import java.util.List;
import java.util.stream.Collectors;

/// Writes `docs/configuration.md`.
record ConfigurationDocument(List<Section> sections) {

  private static final String HEAD =
      """
      <!-- Derived from the code. Written anew by: mvn -q -pl bootstrap -am test \
      -Dtest=ConfigurationDocumentTest -Dsurefire.failIfNoSpecifiedTests=false \
      -Dsup.contract.write=true -->

      # Configuration

      Environment variables configure the service. The YAML file that `SUP_CONFIG` names may hold them too, as a flat map. The
      environment overrides the file. An empty value counts as absent. Times are in milliseconds.

      Every value is checked at the start, even if it is not in use. A value that is not allowed ends the start with exit code 2.
      One line names the variable, the value and the rule. No secret is ever shown.
      """;

  String text() {
    return sections.stream()
        .map(ConfigurationDocument::text)
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String text(Section section) {
    return section.variables().stream()
        .map(ConfigurationDocument::row)
        .collect(
            Collectors.joining(
                "",
                "\n## "
                    + section.title()
                    + "\n\n"
                    + "| variable | meaning | must be | default |\n"
                    + "| --- | --- | --- | --- |\n",
                ""));
  }

  private static String row(Variable<?> variable) {
    return "| `%s` | %s%s | %s | %s |\n"
        .formatted(
            variable.name(),
            variable.meaning(),
            switch (variable.secrecy()) {
              case OPEN -> "";
              case PASSWORD -> ". A password in it is never shown";
              case SECRET -> ". Secret";
            },
            variable.allowed().replace("*", "\\*"),
            variable.usual());
  }
}
