package com.sup.messenger.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `TLS_CERT` and `TLS_KEY`, as they were when they were first read.
///
/// @param pair what stood in them
record TlsFiles(Path certificate, Path key, TlsPair pair) {

  /// What stands in them now; empty if a file cannot be read, or they do not belong together.
  Optional<TlsPair> read() {
    try {
      List<X509Certificate> chain = PemTls.certificates(certificate);
      PrivateKey read = PemTls.key(key);
      return PemTls.match(chain.getFirst(), read)
          ? Optional.of(new TlsPair(chain, read))
          : Optional.empty();
    } catch (RuntimeException _) {
      // It may quote the file.
      return Optional.empty();
    }
  }

  /// What changes if a file does: time, size and identity. A link is followed.
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
