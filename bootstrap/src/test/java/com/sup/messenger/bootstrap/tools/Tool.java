package com.sup.messenger.bootstrap.tools;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program that some tests need and that not every machine has.
public enum Tool {
  DOCKER("Docker", "docker", "info"),
  NODE("Node.js", "node", "--version"),
  NPM("npm", "npm", "--version"),
  CHROMIUM("Chromium", "chromium", "--version"),
  NGINX("nginx", "nginx", "-v"),
  HAPROXY("HAProxy", "haproxy", "-v"),
  PROMTOOL("promtool", "promtool", "--version"),
  OPENSSL("OpenSSL", "openssl", "version"),
  CURL("curl", "curl", "--version"),
  POSTGRES("PostgreSQL", "sh", "-c", "ls /usr/lib/postgresql/*/bin/postgres");

  private static final long PATIENCE_SECONDS = 20;

  private final String title;
  private final ProcessBuilder probe;
  private @Nullable Boolean present;

  Tool(String title, String... probe) {
    this.title = title;
    this.probe =
        new ProcessBuilder(probe)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }

  /// Returns true if its command runs here. Tries it once.
  public synchronized boolean isPresent() {
    if (present == null) {
      present = runs();
    }
    return present;
  }

  /// Returns its name for messages.
  public String title() {
    return title;
  }

  private boolean runs() {
    try {
      Process process = probe.start();
      try {
        return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
