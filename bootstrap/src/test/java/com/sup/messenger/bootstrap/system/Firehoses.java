package com.sup.messenger.bootstrap.system;

import static com.sup.messenger.bootstrap.system.MalformedFrames.text;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Clients that send cheap input as fast as the service takes it, without a break. Only the last
/// one has a token.
record Firehoses(Target target) {

  private static final int AT_ONCE = 10_000;
  private static final byte[] PING = HexFormat.of().parseHex("898000000000");
  private static final byte[] EMPTY_FRAGMENT = HexFormat.of().parseHex("018000000000");
  private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
  private static final AtomicInteger USERS = new AtomicInteger();

  /// A client that sends until its connection ends.
  private abstract static class Hose {
    private final AtomicReference<Closeable> connection = new AtomicReference<>(() -> {});
    private volatile boolean over;

    abstract void spray() throws IOException;

    <C extends Closeable> C on(C opened) {
      connection.set(opened);
      return opened;
    }

    void sprayAgainAndAgain() {
      while (!over) {
        try {
          spray();
        } catch (IOException _) {
          // The connection was cut.
        }
      }
    }

    void end() throws IOException {
      over = true;
      connection.get().close();
    }
  }

  /// Runs one client of each kind for the given time. A client that is cut connects again.
  void spray(Duration time) throws Exception {
    List<Hose> hoses =
        List.of(frames(PING), frames(EMPTY_FRAGMENT), frames(text("3")), packets(), events());
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<?>> all = new ArrayList<>();
      for (Hose hose : hoses) {
        all.add(threads.submit(hose::sprayAgainAndAgain));
      }
      Thread.sleep(time);
      for (Hose hose : hoses) {
        hose.end();
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static byte[] many(byte[] frame) {
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    for (int i = 0; i < AT_ONCE; i++) {
      many.writeBytes(frame);
    }
    return many.toByteArray();
  }

  private Hose frames(byte[] frame) {
    byte[] many = many(frame);
    return new Hose() {
      @Override
      void spray() throws IOException {
        try (RawSocketIoClient client = on(RawSocketIoClient.open(target.port()))) {
          while (true) {
            client.sendBytes(many);
          }
        }
      }
    };
  }

  /// POSTs of as many packets as a body can hold.
  private Hose packets() {
    String body = "3\u001e".repeat(499_999) + "3";
    return new Hose() {
      @Override
      void spray() throws IOException {
        try (RawTcp http = on(new RawTcp(target.port()))) {
          String opened = http.send("GET " + POLLING + " HTTP/1.1\r\nHost: h\r\n\r\n").read();
          String sid = opened.replaceAll("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
          String post =
              "POST %s&sid=%s HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n"
                  .formatted(POLLING, sid, body.length());
          while (true) {
            http.send(post + body).read();
          }
        }
      }
    };
  }

  /// Events with unknown names, each of which is answered.
  private Hose events() {
    byte[] many = many(text("42[\"hush\"]"));
    return new Hose() {
      @Override
      void spray() throws IOException {
        String token = target.token("hose-" + USERS.getAndIncrement());
        try (RawSocketIoClient client = on(RawSocketIoClient.connect(target.port(), token))) {
          Thread.startVirtualThread(() -> drain(client));
          while (true) {
            client.sendBytes(many);
          }
        }
      }
    };
  }

  private static void drain(RawSocketIoClient client) {
    try {
      client.readToEnd();
    } catch (IOException _) {
      // The service ended the connection.
    }
  }
}
