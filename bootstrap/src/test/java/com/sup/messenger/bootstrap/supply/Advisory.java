package com.sup.messenger.bootstrap.supply;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;
import org.jspecify.annotations.Nullable;

/// A vulnerability that was published for some versions of a library.
///
/// @param id of the CVE, or the release that fixed what has none
/// @param packages groups and artifacts; each may have one or more `*` for any text
/// @param affected versions, as Maven writes ranges
/// @param source the page that tells about it
/// @param verdict what it means for us; needed if we ship an affected version
record Advisory(
    String id,
    List<String> packages,
    String affected,
    String summary,
    String source,
    @Nullable Verdict verdict) {

  /// What is known of its effect on the service.
  enum Status {
    /// The code at fault is not shipped, or nothing makes it run.
    NOT_AFFECTED,
    /// The code at fault runs, and something of ours keeps it from harm.
    MITIGATED,
    /// It may harm the service. The reason says why we ship it all the same.
    OPEN
  }

  record Verdict(Status status, String reason) {

    Verdict {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("A verdict gives its reason");
      }
    }
  }

  private record Register(String renewed, List<Advisory> advisories) {}

  /// Those of a register, such as `deploy/advisories.json`.
  static List<Advisory> in(Path register) throws IOException {
    return new ObjectMapper().readValue(register.toFile(), Register.class).advisories();
  }

  /// Whether that library has it.
  boolean affects(Library library) {
    return packages.stream().anyMatch(pattern -> matches(pattern, library.name()))
        && range().containsVersion(new DefaultArtifactVersion(library.version()));
  }

  private VersionRange range() {
    try {
      return VersionRange.createFromVersionSpec(affected);
    } catch (InvalidVersionSpecificationException e) {
      throw new IllegalArgumentException(id + " has no range of versions", e);
    }
  }

  private static boolean matches(String pattern, String name) {
    return name.matches(pattern.replace(".", "\\.").replace("*", ".*"));
  }
}
