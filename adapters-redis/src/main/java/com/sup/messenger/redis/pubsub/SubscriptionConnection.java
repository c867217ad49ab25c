package com.sup.messenger.redis.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sup.messenger.redis.connection.Node;
import com.sup.messenger.redis.connection.RedisUrl;
import com.sup.messenger.redis.connection.RespCodec;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection for subscriptions. Once it is lost, it stays lost.
///
/// It sends pings, and is lost if nothing comes for [#SILENCE_MS].
final class SubscriptionConnection implements AutoCloseable {

  private static final Logger LOG = System.getLogger(SubscriptionConnection.class.getName());

  static final int SILENCE_MS = 3_000;
  private static final int PING_MS = 1_000;
  private static final int MAX_ORDERS = 1_000_000;

  /// The events of a line. Its reading thread calls them.
  interface Events {

    void message(String channel, byte[] message);

    /// Redis has carried out a subscription.
    void stands(SubscriptionConnection line, Subscribed channel);

    /// Redis has not carried out a subscription, or ended it by itself.
    void fell(SubscriptionConnection line, String channel);
  }

  private record Order(String verb, @Nullable Subscribed channel) {

    private static final Order PING = new Order("PING", null);

    List<String> words() {
      return channel == null ? List.of(verb) : List.of(verb, channel.name());
    }
  }

  private final Node node;
  private final RedisUrl url;
  private final Events events;
  private final long openedAt = System.nanoTime();
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>(MAX_ORDERS);
  private final Queue<Order> unanswered = new ConcurrentLinkedQueue<>();
  private volatile boolean lost;
  private volatile @Nullable Socket socket;

  private SubscriptionConnection(Node node, RedisUrl url, Events events) {
    this.node = node;
    this.url = url;
    this.events = events;
  }

  /// Opens a line. Orders wait until it is open.
  static SubscriptionConnection open(Node node, RedisUrl url, Events events) {
    SubscriptionConnection line = new SubscriptionConnection(node, url, events);
    Thread.ofVirtual().name("redis-subscriptions-in").start(line::run);
    return line;
  }

  boolean isLost() {
    return lost;
  }

  boolean isOlderThan(long millis) {
    return System.nanoTime() - openedAt > TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /// Sends a command for a channel. Does nothing if the line is lost.
  void order(String verb, Subscribed channel) {
    if (!lost && !orders.offer(new Order(verb, channel))) {
      close();
    }
  }

  private void run() {
    try (Socket connected = node.connect(SILENCE_MS)) {
      socket = connected;
      RespCodec codec = new RespCodec(connected);
      authenticate(codec);
      LOG.log(Level.INFO, "Subscriptions at {0} are open", node);
      Thread.ofVirtual().name("redis-subscriptions-out").start(() -> write(codec));
      listen(codec);
    } catch (IOException e) {
      // The next subscription finds the line lost, and opens another.
      return;
    } finally {
      lost = true;
    }
  }

  private void listen(RespCodec codec) throws IOException {
    try {
      while (!lost) {
        take(codec.read());
      }
    } finally {
      LOG.log(Level.WARNING, "Subscriptions at {0} are cut", node);
    }
  }

  private void authenticate(RespCodec codec) throws IOException {
    if (url.password() == null) {
      return;
    }
    List<String> words = new ArrayList<>(List.of("AUTH"));
    if (url.user() != null) {
      words.add(url.user());
    }
    words.add(url.password());
    codec.write(words);
    codec.flush();
    if (codec.read() instanceof RespCodec.Refused) {
      throw new IOException("Redis refuses the user or the password");
    }
  }

  private void write(RespCodec codec) {
    long pingedAt = System.nanoTime();
    try {
      while (!lost) {
        Order order = orders.poll(PING_MS, TimeUnit.MILLISECONDS);
        if (order != null) {
          write(codec, order);
        }
        if (System.nanoTime() - pingedAt >= TimeUnit.MILLISECONDS.toNanos(PING_MS)) {
          pingedAt = System.nanoTime();
          write(codec, Order.PING);
        }
        if (orders.isEmpty()) {
          codec.flush();
        }
      }
    } catch (IOException | InterruptedException e) {
      close();
    }
  }

  private void write(RespCodec codec, Order order) throws IOException {
    unanswered.add(order);
    codec.write(order.words());
  }

  private void take(Object said) throws IOException {
    if (said instanceof List<?> push) {
      push(push);
      return;
    }
    Order order = answered();
    if (said instanceof RespCodec.Refused && order.channel() != null) {
      events.fell(this, order.channel().name());
    }
  }

  private void push(List<?> push) throws IOException {
    switch (text(push, 0)) {
      case "message", "smessage" -> events.message(text(push, 1), bytes(push, 2));
      case "subscribe", "ssubscribe" -> {
        Subscribed channel = answered().channel();
        if (channel == null) {
          throw new IOException("An answer fits no command");
        }
        events.stands(this, channel);
      }
      case "unsubscribe", "sunsubscribe" -> unsubscribed(text(push, 1));
      default -> answered();
    }
  }

  // Redis also does that by itself, if the channel has moved to another node.
  private void unsubscribed(String channel) {
    Order order = unanswered.peek();
    if (order != null
        && order.verb().contains("UNSUBSCRIBE")
        && order.channel() != null
        && order.channel().name().equals(channel)) {
      unanswered.remove();
    } else {
      events.fell(this, channel);
    }
  }

  private Order answered() throws IOException {
    Order order = unanswered.poll();
    if (order == null) {
      throw new IOException("An answer fits no command");
    }
    return order;
  }

  private static String text(List<?> push, int index) throws IOException {
    return new String(bytes(push, index), UTF_8);
  }

  private static byte[] bytes(List<?> push, int index) throws IOException {
    if (index < push.size() && push.get(index) instanceof byte[] bytes) {
      return bytes;
    }
    throw new IOException("An answer fits no command");
  }

  @Override
  public void close() {
    lost = true;
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // The socket is closed even then.
        return;
      }
    }
  }
}
