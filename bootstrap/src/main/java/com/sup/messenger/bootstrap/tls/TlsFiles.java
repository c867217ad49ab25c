package com.sup.messenger.bootstrap.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files `TLS_CERT` and `TLS_KEY`.
///
/// @param pair their content at the first reading
public record TlsFiles(Path certificate, Path key, TlsPair pair) {

  /// Reads the current content. Empty if a file cannot be read, or key and certificate do not
  /// match.
  Optional<TlsPair> read() {
    try {
      List<X509Certificate> chain = PemTls.certificates(certificate);
      PrivateKey read = PemTls.key(key);
      return PemTls.match(chain.getFirst(), read)
          ? Optional.of(new TlsPair(chain, read))
          : Optional.empty();
    } catch (RuntimeException _) {
      // The message may quote the file.
      return Optional.empty();
    }
  }

  /// Returns time, size and identity of the files. A change of a file changes one of them. Follows
  /// links.
  List<Object> state() {
    List<Object> state = new ArrayList<>();
    for (Path file : List.of(certificate, key)) {
      try {
        BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
        state.add(of.lastModifiedTime());
        state.add(of.size());
        state.add(String.valueOf(of.fileKey()));
      } catch (IOException _) {
        state.add("none");
      }
    }
    return List.copyOf(state);
  }
}
