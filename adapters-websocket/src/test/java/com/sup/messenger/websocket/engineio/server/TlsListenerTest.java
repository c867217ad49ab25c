package com.sup.messenger.websocket.engineio.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sup.messenger.listener.Deadlines;
import com.sup.messenger.listener.Listener;
import com.sup.messenger.listener.TcpConnection;
import com.sup.messenger.websocket.SelfSigned;
import com.sup.messenger.websocket.TestListeners;
import io.helidon.webserver.http.HttpRouting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class TlsListenerTest {

  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int PLACES = 4;

  // A record of 512 bytes that holds the beginning of a ClientHello (RFC 8446 section 5.1).
  private static final byte[] HALF_A_CLIENT_HELLO = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 252, 3, 3};

  @TempDir private static Path directory;
  private static SelfSigned certificate;

  private final List<Socket> sockets = new ArrayList<>();
  private final AtomicInteger busy = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private Listener server;

  @BeforeAll
  static void certify() throws Exception {
    certificate = SelfSigned.make(directory);
  }

  private void start(Duration handshake) {
    HttpRouting.Builder routing = HttpRouting.builder();
    routing.get("/", (_, response) -> response.send("here"));
    routing.get(
        "/wait",
        (_, response) -> {
          TcpConnection.current().trust();
          busy.incrementAndGet();
          end.await();
          response.send("here");
        });
    server =
        TestListeners.open(
            TestListeners.settings(
                0, PLACES, new Deadlines(handshake, LONG, LONG), Optional.of(certificate.server())),
            TestListeners.http(routing));
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  private Socket connect(Socket socket) throws IOException {
    sockets.add(socket);
    socket.setSoTimeout(10_000);
    socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
    return socket;
  }

  private Socket plain() throws IOException {
    return connect(new Socket());
  }

  private Socket secure() throws IOException {
    return connect(certificate.client().getSocketFactory().createSocket());
  }

  private static void send(Socket socket, String path) throws IOException {
    String request = "GET %s HTTP/1.1\r\nHost: h\r\n\r\n".formatted(path);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
  }

  private static String ask(Socket socket) throws IOException {
    send(socket, "/");
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
  }

  private static boolean isAtEnd(Socket socket) throws IOException {
    try {
      return socket.getInputStream().readAllBytes().length < 50;
    } catch (SocketException _) {
      return true;
    }
  }

  @Test
  void one_that_fails_takes_up_no_place() throws Exception {
    start(LONG);
    for (int i = 0; i < 3 * PLACES; i++) {
      Socket socket = plain();
      send(socket, "/");
      assertThat(isAtEnd(socket)).isTrue();
    }
    assertThat(ask(secure())).endsWith("200 OK");
  }

  @Test
  void one_whose_client_leaves_takes_up_no_place() throws Exception {
    start(LONG);
    for (int i = 0; i < 3 * PLACES; i++) {
      Socket socket = plain();
      socket.getOutputStream().write(HALF_A_CLIENT_HELLO);
      socket.close();
    }
    await().until(() -> isServed(secure()));
  }

  private static boolean isServed(Socket socket) {
    try {
      String answer = ask(socket);
      return answer != null && answer.endsWith("200 OK");
    } catch (IOException _) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 11})
  void one_that_does_not_end_is_cut(int bytes) throws Exception {
    start(SHORT);
    for (int i = 0; i < PLACES; i++) {
      plain().getOutputStream().write(HALF_A_CLIENT_HELLO, 0, bytes);
    }
    for (Socket socket : sockets) {
      assertThat(isAtEnd(socket)).isTrue();
    }
    // A first handshake may take longer.
    await().until(() -> isServed(secure()));
  }

  @Test
  void one_that_trickles_is_cut_as_well() throws Exception {
    start(SHORT);
    awaitTheLimitOfANewConnection();
  }

  private void awaitTheLimitOfANewConnection() throws IOException {
    Socket socket = plain();
    socket.getOutputStream().write(HALF_A_CLIENT_HELLO);
    await()
        .pollInterval(Duration.ofMillis(20))
        // The hello would be whole after 10 s.
        .atMost(Duration.ofSeconds(5))
        .until(() -> isBroken(socket));
  }

  private static boolean isBroken(Socket socket) {
    try {
      socket.getOutputStream().write(0);
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  @Test
  void one_that_ends_frees_its_connection_of_its_limit() throws Exception {
    start(SHORT);
    // A handshake may take longer than the limit on a busy machine.
    Socket socket = await().until(this::secure, TlsListenerTest::isServed);
    awaitTheLimitOfANewConnection();
    assertThat(ask(socket)).isNotNull();
  }

  // The engine of the JDK takes records of up to 32 KiB, and would wait for the rest of it.
  @Test
  void a_record_that_is_too_long_ends_the_connection() throws Exception {
    start(LONG);
    byte[] record = new byte[20_000];
    record[0] = 22;
    record[1] = 3;
    record[2] = 3;
    record[3] = (byte) 0x80;
    Socket socket = plain();
    await().until(() -> isBrokenBy(socket, record));
  }

  @Test
  void a_record_that_is_too_long_ends_a_connection_that_has_been_served() throws Exception {
    start(LONG);
    byte[] record = new byte[20_000];
    record[0] = 23;
    record[1] = 3;
    record[2] = 3;
    record[3] = (byte) 0x80;
    Socket socket = plain();
    SSLSocket secure =
        (SSLSocket)
            certificate
                .client()
                .getSocketFactory()
                .createSocket(socket, "localhost", server.port(), false);
    assertThat(ask(secure)).endsWith("200 OK");
    await().until(() -> isBrokenBy(socket, record));
  }

  private static boolean isBrokenBy(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes, 0, bytes.length);
      return isAtEnd(socket);
    } catch (IOException _) {
      return true;
    }
  }

  @Test
  void a_client_that_goes_on_changing_keys_is_cut() throws Exception {
    start(LONG);
    SSLSocket socket = (SSLSocket) secure();
    assertThat(ask(socket)).endsWith("200 OK");
    await().pollInterval(Duration.ofMillis(1)).until(() -> isBrokenByNewKeys(socket));
  }

  private static boolean isBrokenByNewKeys(SSLSocket socket) {
    try {
      for (int i = 0; i < 10; i++) {
        socket.startHandshake();
      }
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  @Test
  void the_one_that_has_taken_longest_makes_room() throws Exception {
    start(LONG);
    for (int i = 0; i < PLACES; i++) {
      plain();
    }
    assertThat(ask(secure())).endsWith("200 OK");
    assertThat(isAtEnd(sockets.getFirst())).isTrue();
  }

  @Test
  void one_that_comes_is_cut_if_all_are_known_and_busy_until_one_has_ended() throws Exception {
    start(LONG);
    for (int i = 1; i <= PLACES; i++) {
      send(secure(), "/wait");
      int busyNow = i;
      await().until(() -> busy.get() == busyNow);
    }
    assertThat(isAtEnd(plain())).isTrue();
    end.countDown();
    sockets.getFirst().close();
    await().until(() -> isServed(secure()));
  }

  /// Starts TLS over a connection on which other bytes can be sent too.
  private SSLSocket secure(Socket plain, String version) throws IOException {
    SSLSocketFactory factory = certificate.client().getSocketFactory();
    SSLSocket secure = (SSLSocket) factory.createSocket(plain, "localhost", server.port(), false);
    sockets.add(secure);
    secure.setEnabledProtocols(new String[] {version});
    assertThat(ask(secure)).startsWith("HTTP/1.1 200");
    return secure;
  }

  // RFC 8446 section 5.2, RFC 5246 section 6.2.3.
  @ParameterizedTest
  @CsvSource({"TLSv1.3,18000", "TLSv1.3,33000", "TLSv1.3,65535", "TLSv1.2,18500", "TLSv1.2,65535"})
  void a_record_that_is_too_long_ends_the_connection_at_once(String version, int length)
      throws Exception {
    start(LONG);
    Socket plain = plain();
    secure(plain, version);
    byte[] record = new byte[5 + length];
    record[0] = 23;
    record[1] = 3;
    record[2] = 3;
    record[3] = (byte) (length >> 8);
    record[4] = (byte) length;
    try {
      plain.getOutputStream().write(record, 0, record.length - 1);
    } catch (SocketException _) {
      // It is cut.
    }
    await().atMost(Duration.ofSeconds(3)).until(() -> server.connections() == 0);
  }

  @Test
  void one_that_asks_for_new_keys_without_end_and_reads_nothing_is_cut() throws Exception {
    start(LONG);
    Socket plain = new Socket();
    plain.setReceiveBufferSize(4_096);
    SSLSocket secure = secure(connect(plain), "TLSv1.3");
    int asked = 0;
    try {
      for (; asked < 60_000; asked++) {
        secure.startHandshake();
      }
    } catch (IOException _) {
      // It is cut.
    }
    assertThat(asked).isLessThan(60_000);
  }
}
