package com.sup.messenger.benchmarks;

import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.TempId;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Measures the use of Redis for each kind of event, by Redis's own count.
///
/// Arguments: the messages of a round (default 10,000), the rounds (5), the senders at a time (16).
/// Messages are measured in slices, because a busy machine disturbs some of them.
public final class RedisCost {

  private static final int ROOMS = 20;
  private static final int SLICES = 10;
  private static final String CONTENT = "x".repeat(200);

  private final BenchmarkRedis redis;
  private final Crowd crowd;
  private final AtomicLong calls;
  private final int senders;
  private final PrintStream out;
  private final ConcurrentHashMap<Integer, MessageId> newest = new ConcurrentHashMap<>();

  private RedisCost(
      BenchmarkRedis redis, Crowd crowd, AtomicLong calls, int senders, PrintStream out) {
    this.redis = redis;
    this.crowd = crowd;
    this.calls = calls;
    this.senders = senders;
    this.out = out;
  }

  /// Runs all rounds, and prints a table in Markdown.
  public static void main(String[] arguments) throws Exception {
    int messages = argument(arguments, 0, 10_000);
    int rounds = argument(arguments, 1, 5);
    int senders = argument(arguments, 2, 16);
    AtomicLong calls = new AtomicLong();
    try (BenchmarkRedis redis = BenchmarkRedis.start();
        Crowd crowd = new Crowd(redis.url(), ROOMS, (_, _) -> calls.incrementAndGet())) {
      new RedisCost(redis, crowd, calls, senders, System.out).run(messages, rounds);
    }
  }

  private static int argument(String[] arguments, int index, int usual) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : usual;
  }

  private void run(int messages, int rounds) throws Exception {
    // The first round warms up.
    round(messages);
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    for (int i = 0; i < rounds; i++) {
      round(messages)
          .forEach(row -> rows.computeIfAbsent(row.event(), _ -> new ArrayList<>()).add(row));
    }
    out.println(Row.HEAD);
    rows.values().forEach(each -> out.println(Row.table(each)));
  }

  private List<Row> round(int messages) throws Exception {
    List<Row> rows = new ArrayList<>();
    rows.add(measure("connect", crowd.size(), 1, crowd::connect));
    rows.add(measure("chat:join", crowd.size(), 1, this::join));
    for (int slice = 0; slice < SLICES; slice++) {
      rows.add(measure("message:new", messages / SLICES, senders, this::message));
    }
    rows.add(measure("message:delivered", crowd.size(), 1, this::receive));
    rows.add(measure("message:read", crowd.size(), 1, this::read));
    rows.add(measure("disconnect", crowd.size(), 1, crowd::disconnect));
    return rows;
  }

  private void join(int device) {
    crowd.send(device, new ClientEvent.JoinChat(crowd.chat(device)));
  }

  private void message(int number) {
    int device = number % crowd.size();
    Reply reply =
        crowd.send(
            device,
            new ClientEvent.SendMessage(
                crowd.chat(device),
                new EncryptedContent(CONTENT),
                MessageType.TEXT,
                null,
                null,
                new TempId(Crowd.newId())));
    if (reply instanceof Reply.MessageSent sent) {
      newest.put(device / Crowd.ROOM, sent.message().id());
    }
  }

  private MessageId newest(int device) {
    MessageId message = newest.get(device / Crowd.ROOM);
    if (message == null) {
      throw new IllegalStateException("The room has no message");
    }
    return message;
  }

  private void receive(int device) {
    crowd.send(device, new ClientEvent.ConfirmDelivery(newest(device), crowd.chat(device), null));
  }

  private void read(int device) {
    crowd.send(device, new ClientEvent.ConfirmReading(newest(device), crowd.chat(device), null));
  }

  private Row measure(String event, int events, int threads, IntConsumer work) throws Exception {
    RedisUsage before = redis.usage();
    Duration ownBefore = ownTime();
    long callsBefore = calls.get();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> parts = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int first = thread;
        parts.add(
            executor.submit(
                () -> IntStream.iterate(first, i -> i < events, i -> i + threads).forEach(work)));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    }
    long made = calls.get() - callsBefore;
    return Row.of(event, events, made, redis.usage().since(before), ownTime().minus(ownBefore));
  }

  private static Duration ownTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
