package com.sup.messenger.bootstrap;

import com.sup.messenger.application.port.Variable;
import java.util.List;
import java.util.stream.Collectors;

/// `docs/configuration.md`.
record ConfigurationDocument(List<Section> sections) {

  private static final String HEAD =
      """
      <!-- Derived from the code. Written anew by: mvn -q -pl bootstrap -am test \
      -Dtest=ConfigurationDocumentTest -Dsurefire.failIfNoSpecifiedTests=false \
      -Dsup.contract.write=true -->

      # Configuration

      The service is configured by environment variables. Each may also stand in the YAML file that `SUP_CONFIG` names, a flat map of the same
      names; the environment wins. An empty value is none. Times are in milliseconds.

      Every value is checked at the start, in use or not. A bad one ends it with exit code 2 and one line that names the variable, the
      value and what is allowed; no secret is shown, there or elsewhere.
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
                    + "| variable | what it is | must be | default |\n"
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
