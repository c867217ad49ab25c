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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Makes the AOT cache (JEP 514). Starts the service once with `-XX:AOTCacheOutput`. Lets clients
/// connect, write, read and come back, for about half a minute. Then stops the service.
///
/// The cache keeps the classes, and how often each method ran (JEP 515). So a new instance compiles
/// at once the methods that connections and messages need.
///
/// Runs from its source: `java deploy/Training.java CACHE FLAG... -jar JAR`. The cache is only
/// valid for the Java that made it, with the same flags and the same paths. That Java is `JAVA`, or
/// the one that runs this program. If `REDIS_URL` is set, the cache includes the Redis adapter.
final class Training {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CLIENTS = 8;
  private static final int LIVES = 250;
  private static final int MESSAGES = 5;
  private static final String MESSAGE =
      "{\"chatId\":\"%s\",\"encryptedContent\":\"Hello\",\"messageType\":\"text\"}";
  private static final String QUIET = "-Xlog:aot=error";
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final Pattern PID = Pattern.compile("\"pid\":\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern OFFSET = Pattern.compile("^42\\[.*\"([^\"]+)\"]$");
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
    poll("40{\"token\":\"%s\"}".formatted(token("ada")));
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String name = "client-" + i + "-";
        all.add(clients.submit(() -> live(name)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  /// Connects again and again, each time as another user. Every second session is recovered once.
  private Void live(String name) throws Exception {
    for (int life = 0; life < LIVES; life++) {
      String auth = "\"token\":\"%s\"".formatted(token(name + life));
      Client client = new Client("40{" + auth + "}");
      String pid = find(PID, client.await("40"));
      client.await("42[\"sync:complete\"");
      client.ask("chat:join", "{\"chatId\":\"%s\"}".formatted(name));
      String read = "";
      for (int i = 0; i < MESSAGES; i++) {
        read = find(ID, client.ask("message:new", MESSAGE.formatted(name)));
      }
      client.ask("message:read", "{\"chatId\":\"%s\",\"messageId\":\"%s\"}".formatted(name, read));
      if (life % 2 == 0) {
        client.socket.abort();
        client = new Client("40{%s,\"pid\":\"%s\",\"offset\":\"%s\"}".formatted(auth, pid, client.offset));
        client.await("42[\"sync:complete\"");
      }
      client.socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
    return null;
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

  /// A client over a WebSocket, for one event at a time.
  private final class Client implements WebSocket.Listener {

    private final BlockingQueue<String> packets = new LinkedBlockingQueue<>();
    private final StringBuilder begun = new StringBuilder();
    private final WebSocket socket;
    private int asked;
    private volatile String offset = "";

    Client(String connect) {
      URI uri = uri("ws", "/socket.io/?EIO=4&transport=websocket");
      socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
      socket.sendText(connect, true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      begun.append(data);
      if (last) {
        String packet = begun.toString();
        begun.setLength(0);
        OFFSET.matcher(packet).results().forEach(found -> offset = found.group(1));
        packets.add(packet);
      }
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    String ask(String event, String payload) throws InterruptedException {
      int id = asked++;
      socket.sendText("42%d[\"%s\",%s]".formatted(id, event, payload), true).join();
      return await("43" + id + "[{\"success\":true");
    }

    String await(String beginning) throws InterruptedException {
      String packet;
      do {
        packet = packets.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (packet == null) {
          throw new IllegalStateException("Not received: " + beginning);
        }
      } while (!packet.startsWith(beginning));
      return packet;
    }
  }

  private String token(String user) throws IOException, InterruptedException {
    return find(TOKEN, post("/dev/token", "{\"userId\":\"%s\",\"deviceId\":\"phone\"}".formatted(user)));
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
