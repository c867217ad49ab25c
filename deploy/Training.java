import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Makes the AOT cache (JEP 514). Starts the service once with `-XX:AOTCacheOutput`. Lets one
/// client poll and one write over a WebSocket. Then stops the service.
///
/// Runs from its source: `java deploy/Training.java CACHE FLAG... -jar JAR`. The cache is only
/// valid for the Java that made it, with the same flags and the same paths. That Java is `JAVA`, or
/// the one that runs this program. If `REDIS_URL` is set, the cache includes the Redis adapter.
final class Training {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String QUIET = "-Xlog:aot=error";
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final Pattern SESSION = Pattern.compile("\"sid\":\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  private Training(int port) {
    this.port = port;
  }

  public static void main(String[] arguments) throws Exception {
    Path cache = Path.of(arguments[0]);
    List<String> command = new ArrayList<>(List.of(java(), "-XX:AOTCacheOutput=" + cache, QUIET));
    command.addAll(List.of(arguments).subList(1, arguments.length));
    int port = freePort();
    Process service = start(command, port);
    try {
      new Training(port).work();
      service.destroy(); // SIGTERM: the JVM writes the cache on its way out
      if (!service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("The service did not stop within " + PATIENCE);
      }
    } finally {
      service.destroyForcibly();
    }
    if (!cache.toFile().isFile()) {
      throw new IllegalStateException("The JVM did not write " + cache);
    }
    System.out.printf("%s: %d MB%n", cache, cache.toFile().length() / 1_000_000);
  }

  private static String java() {
    String own = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return System.getenv().getOrDefault("JAVA", own);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Process start(List<String> command, int port) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("NODE_ENV", "development");
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("API_PORT", "0");
    builder.environment().put("METRICS_PORT", "0");
    return builder.start();
  }

  private void work() throws Exception {
    awaitHealth();
    String connect =
        "40{\"token\":\"%s\"}".formatted(find(TOKEN, post("/dev/token", "{\"userId\":\"ada\"}")));
    poll(connect);
    write(connect);
  }

  private void awaitHealth() throws InterruptedException {
    for (long end = System.nanoTime() + PATIENCE.toNanos();
        System.nanoTime() < end;
        Thread.sleep(50)) {
      try {
        get("/health");
        return;
      } catch (IOException _) {
        // The service does not listen yet.
      }
    }
    throw new IllegalStateException("The service did not answer within " + PATIENCE);
  }

  private void poll(String connect) throws IOException, InterruptedException {
    String transport = "/socket.io/?EIO=4&transport=polling";
    String session = transport + "&sid=" + find(SESSION, get(transport));
    post(session, connect);
    get(session);
    post(session, "420[\"chat:join\",{\"chatId\":\"training\"}]");
    get(session);
    post(session, "41");
  }

  private void write(String connect) throws Exception {
    Semaphore heard = new Semaphore(0);
    WebSocket.Listener ear =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard.release(data.toString().startsWith("43") ? 1 : 0);
            return WebSocket.Listener.super.onText(socket, data, last);
          }
        };
    URI uri = uri("ws", "/socket.io/?EIO=4&transport=websocket");
    WebSocket socket = http.newWebSocketBuilder().buildAsync(uri, ear).join();
    socket.sendText(connect, true).join();
    String message =
        "{\"chatId\":\"training\",\"encryptedContent\":\"Hello\",\"messageType\":\"text\"}";
    socket.sendText("420[\"message:new\"," + message + "]", true).join();
    if (!heard.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("The message was not acknowledged");
    }
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri("http", path)).build());
  }

  private String post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri("http", path)).POST(BodyPublishers.ofString(body)).build());
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    var response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(request.uri().getPath() + ": " + response.statusCode());
    }
    return response.body();
  }

  private URI uri(String scheme, String path) {
    return URI.create(scheme + "://localhost:" + port + path);
  }

  private static String find(Pattern pattern, String text) {
    return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
  }
}
