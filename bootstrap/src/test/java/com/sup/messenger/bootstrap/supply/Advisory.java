package com.sup.messenger.bootstrap.supply;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.artifact.versioning.InvalidVersionSpecificationException;
import org.apache.maven.artifact.versioning.VersionRange;
import org.jspecify.annotations.Nullable;

/// A published vulnerability of some versions of a library.
///
/// @param id the id of the CVE, or the release that fixed it if there is no CVE
/// @param packages groups and artifacts; each may have one or more `*` for any text
/// @param affected versions, as Maven writes ranges
/// @param source the page that describes it
/// @param verdict its effect on this service; required if an affected version is shipped
record Advisory(
    String id,
    List<String> packages,
    String affected,
    String summary,
    String source,
    @Nullable Verdict verdict) {

  /// The known effect on the service.
  enum Status {
    /// The vulnerable code is not shipped, or nothing runs it.
    NOT_AFFECTED,
    /// The vulnerable code runs, and code of this service keeps it from harm.
    MITIGATED,
    /// It may harm the service. The verdict says why it is shipped all the same.
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

  /// Reads the advisories of a register, such as `deploy/advisories.json`.
  static List<Advisory> in(Path register) throws IOException {
    return new ObjectMapper().readValue(register.toFile(), Register.class).advisories();
  }

  /// Returns true if the advisory affects the library.
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
