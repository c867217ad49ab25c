package com.sup.messenger.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.tls.ReloadingTls;
import com.sup.messenger.bootstrap.tls.TlsFiles;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import com.sup.messenger.listener.TlsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests changes of a certificate while it is in use. The certificates are made by openssl.
@RequiresTool(Tool.OPENSSL)
class ReloadingTlsTest {

  private static final Logger LOGGER = Logger.getLogger(ReloadingTls.class.getName());

  @TempDir private Path folder;

  private final List<String> log = new ArrayList<>();
  private final Handler handler = new Kept(log);
  private ReloadingTls tls;

  @BeforeEach
  void open() throws Exception {
    LOGGER.addHandler(handler);
    make("first");
    make("second");
    copy("first", "cert");
    copy("first", "key");
    tls = new ReloadingTls(files());
  }

  @AfterEach
  void close() {
    LOGGER.removeHandler(handler);
    tls.close();
  }

  private TlsFiles files() {
    return Configuration.from(
            Map.of(
                "TLS_CERT", file("cert").toString(),
                "TLS_KEY", file("key").toString()))
        .listeners()
        .tls()
        .orElseThrow();
  }

  private Path file(String name) {
    return folder.resolve(name + ".pem");
  }

  private void make(String name) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("openssl", "req", "-x509", "-nodes", "-days", "2"));
    command.addAll(List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"));
    command.addAll(List.of("-subj", "/CN=" + name));
    command.addAll(List.of("-keyout", file(name + "-key").toString()));
    command.addAll(List.of("-out", file(name + "-cert").toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }

  /// Replaces a file by a new one, as tools for renewal do.
  private void copy(String name, String what) throws IOException {
    Path next = Files.copy(file(name + "-" + what), file("next"));
    Files.move(next, file(what), StandardCopyOption.REPLACE_EXISTING);
  }

  /// Returns the certificate that the next connection receives.
  private String shown() throws Exception {
    return session(tls.get()).getPeerPrincipal().getName();
  }

  private static SSLSession session(SSLContext context) throws Exception {
    SSLContext trusting = SSLContext.getInstance("TLS");
    trusting.init(null, new TrustManager[] {new TrustsAll()}, null);
    try (SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSSLParameters(TlsServer.parameters());
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server));
      try (SSLSocket client =
          (SSLSocket)
              trusting
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
        client.startHandshake();
        served.join();
        return client.getSession();
      }
    }
  }

  private static void serve(SSLServerSocket server) {
    try (SSLSocket socket = (SSLSocket) server.accept()) {
      socket.startHandshake();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void files_that_do_not_change_leave_the_context_as_it_is() throws Exception {
    SSLContext before = tls.get();
    tls.look();
    tls.look();
    assertThat(tls.get()).isSameAs(before);
    assertThat(shown()).isEqualTo("CN=first");
    assertThat(log).isEmpty();
  }

  @Test
  void a_new_pair_is_shown_to_the_next_connection() throws Exception {
    copy("second", "cert");
    copy("second", "key");
    assertThat(shown()).isEqualTo("CN=first");
    tls.look();
    assertThat(shown()).isEqualTo("CN=second");
    assertThat(log).singleElement().asString().startsWith("INFO A new certificate is in use");
  }

  @Test
  void a_pair_that_is_half_written_is_reported_once_and_taken_when_it_is_whole() throws Exception {
    copy("second", "cert");
    tls.look();
    tls.look();
    assertThat(shown()).isEqualTo("CN=first");
    assertThat(log).singleElement().asString().startsWith("WARNING TLS_CERT and TLS_KEY");
    copy("second", "key");
    tls.look();
    assertThat(shown()).isEqualTo("CN=second");
  }

  @Test
  void files_that_are_nonsense_or_gone_leave_the_former_pair() throws Exception {
    Files.writeString(file("cert"), "nonsense");
    tls.look();
    Files.delete(file("cert"));
    tls.look();
    Files.delete(file("key"));
    tls.look();
    assertThat(shown()).isEqualTo("CN=first");
    assertThat(log).hasSize(3).allMatch(line -> line.startsWith("WARNING"));
    copy("first", "cert");
    copy("first", "key");
    tls.look();
    assertThat(shown()).isEqualTo("CN=first");
    assertThat(log).hasSize(3);
  }

  @Test
  void a_link_that_comes_to_point_elsewhere_is_a_change() throws Exception {
    for (String what : List.of("cert", "key")) {
      Files.delete(file(what));
      Files.createSymbolicLink(file(what), file("second-" + what));
    }
    tls.look();
    assertThat(shown()).isEqualTo("CN=second");
  }

  @Test
  void a_change_between_the_start_and_the_first_check_is_taken() throws Exception {
    TlsFiles asTheyWere = files();
    copy("second", "cert");
    copy("second", "key");
    try (ReloadingTls late = new ReloadingTls(asTheyWere)) {
      late.look();
      assertThat(session(late.get()).getPeerPrincipal().getName()).isEqualTo("CN=second");
    }
  }

  private static final class Kept extends Handler {

    private final List<String> lines;

    private Kept(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord logRecord) {
      lines.add(logRecord.getLevel() + " " + logRecord.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static final class TrustsAll extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
