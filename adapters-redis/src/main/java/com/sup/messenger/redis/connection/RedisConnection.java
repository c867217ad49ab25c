package com.sup.messenger.redis.connection;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.spi.Deadline;
import com.sup.messenger.application.port.spi.OutsideCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.connection.ConnectionManager;
import org.redisson.connection.MasterSlaveEntry;
import org.redisson.misc.RedisURI;

/// The connection to Redis for every port. Keys and values are texts in UTF-8.
///
/// Each call ends within [#LONGEST], and within the [Deadline] of its work. It throws
/// [UnavailableException] if Redis does not answer.
public final class RedisConnection implements AutoCloseable {

  /// The longest time of a call.
  public static final Duration LONGEST = Duration.ofMillis(1_700);

  private static final int MAX_BATCH = 500;

  /// A script, because all other work needs scripts too.
  private static final Script QUESTION = new Script("return 1");

  private final Answers awaited = new Answers(LONGEST);
  private final LateClient client;
  private final Outages outages = new Outages(this::node, this::isAnswered);
  private volatile boolean answers;

  private final RedisUrl url;
  private final RedisKeys keys;
  private final OutsideCalls calls;

  private RedisConnection(RedisUrl url, RedisKeys keys, LateClient client, OutsideCalls calls) {
    this.url = url;
    this.keys = keys;
    this.calls = calls;
    this.client = client;
  }

  /// Connects to Redis. If Redis is away, it tries again, and calls are unavailable meanwhile.
  ///
  /// @param keys the names of all keys and channels
  /// @param calls is told of each call
  public static RedisConnection open(RedisUrl url, RedisKeys keys, OutsideCalls calls) {
    return new RedisConnection(url, keys, LateClient.connect(url), calls);
  }

  /// Returns true if Redis has answered the last call that is over. Instances call every 2 s.
  public boolean answers() {
    return answers;
  }

  public RedisUrl url() {
    return url;
  }

  /// Returns the names of all keys.
  public RedisKeys keys() {
    return keys;
  }

  /// Returns the hash slot of a key or channel.
  public int slot(String key) {
    return topology().calcSlot(key);
  }

  /// Returns the node that has a slot, as far as is known.
  ///
  /// @throws UnavailableException if no node has it
  public Node node(int slot) {
    MasterSlaveEntry entry = topology().getWriteEntry(slot);
    if (entry == null) {
      throw new UnavailableException("No node has the slot");
    }
    RedisURI address = entry.getClient().getConfig().getAddress();
    return new Node(address.getHost(), address.getPort(), address.isSsl());
  }

  private ConnectionManager topology() {
    return ((Redisson) client.get()).getCommandExecutor().getConnectionManager();
  }

  /// Sends one command and waits for its result.
  ///
  /// @param key the key of the command
  /// @throws UnavailableException if Redis does not answer, or is away
  /// @throws IllegalStateException if Redis answers with an error
  public <T extends @Nullable Object> T call(
      String key, Function<RedissonClient, ? extends CompletionStage<T>> command) {
    return call(List.of(key), command);
  }

  /// Sends commands and waits for their result.
  ///
  /// @param keys the keys of the commands, at least one for each node
  /// @throws UnavailableException if Redis does not answer, or is away
  /// @throws IllegalStateException if Redis answers with an error
  public <T extends @Nullable Object> T call(
      Collection<String> keys, Function<RedissonClient, ? extends CompletionStage<T>> command) {
    long start = System.nanoTime();
    boolean answered = false;
    try {
      T result = outages.guard(keys, LONGEST, () -> ask(command));
      answered = true;
      return result;
    } finally {
      answers = answered;
      calls.over(Duration.ofNanos(System.nanoTime() - start), answered);
    }
  }

  private <T extends @Nullable Object> T ask(
      Function<RedissonClient, ? extends CompletionStage<T>> command) {
    return awaited.await(() -> command.apply(client.get()));
  }

  private Node node(String key) {
    return node(slot(key));
  }

  private boolean isAnswered(String key) {
    try {
      ask(redisson -> step(redisson, QUESTION, List.of(keys.besides(key))));
      return true;
    } catch (IllegalStateException _) {
      // Redis has answered with an error.
      return true;
    } catch (UnavailableException _) {
      return false;
    }
  }

  /// Sends a command for each of many things, in few packets. Their hash tags may differ.
  ///
  /// @param key returns the key of a thing
  /// @return the results, in the order of the things
  public <K, T extends @Nullable Object> List<T> each(
      Collection<K> things,
      Function<K, String> key,
      BiFunction<RBatch, K, ? extends CompletionStage<T>> command) {
    List<K> all = List.copyOf(things);
    List<T> results = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MAX_BATCH) {
      List<K> some = all.subList(from, Math.min(all.size(), from + MAX_BATCH));
      List<String> asked = some.stream().map(key).toList();
      results.addAll(this.<List<T>>call(asked, redisson -> each(redisson, some, command)));
    }
    return results;
  }

  private static <K, T extends @Nullable Object> CompletionStage<List<T>> each(
      RedissonClient redisson,
      List<K> things,
      BiFunction<RBatch, K, ? extends CompletionStage<T>> command) {
    RBatch batch = redisson.createBatch();
    List<CompletableFuture<T>> results =
        things.stream().map(thing -> command.apply(batch, thing).toCompletableFuture()).toList();
    return batch
        .executeAsync()
        .thenCompose(_ -> CompletableFuture.allOf(results.toArray(CompletableFuture<?>[]::new)))
        .thenApply(_ -> results.stream().map(CompletableFuture::join).toList());
  }

  /// Runs a script that returns an integer.
  public long number(Script script, List<String> keys, Object... arguments) {
    return (Long) Objects.requireNonNull(eval(script, RScript.ReturnType.LONG, keys, arguments));
  }

  /// Runs a script that returns a text or nothing.
  public @Nullable String text(Script script, List<String> keys, Object... arguments) {
    return (String) eval(script, RScript.ReturnType.VALUE, keys, arguments);
  }

  /// Runs a script that returns a list of texts ([String]), integers ([Long]) and lists.
  public List<?> list(Script script, List<String> keys, Object... arguments) {
    return (List<?>) Objects.requireNonNull(eval(script, RScript.ReturnType.LIST, keys, arguments));
  }

  private @Nullable Object eval(
      Script script, RScript.ReturnType type, List<String> keys, Object... arguments) {
    return this.<@Nullable Object>call(keys, r -> eval(r, script, type, keys, arguments));
  }

  // Redisson sends EVALSHA, and loads the script if Redis has forgotten it.
  private static CompletionStage<@Nullable Object> eval(
      RedissonClient redisson,
      Script script,
      RScript.ReturnType type,
      List<String> keys,
      Object... arguments) {
    return redisson
        .getScript(StringCodec.INSTANCE)
        .evalAsync(RScript.Mode.READ_WRITE, script.lua(), type, List.copyOf(keys), arguments);
  }

  /// Sends a script as one of several steps of a call.
  public static CompletionStage<@Nullable Object> step(
      RedissonClient redisson, Script script, List<String> keys, Object... arguments) {
    return eval(redisson, script, RScript.ReturnType.VALUE, keys, arguments);
  }

  /// Adds a script that returns a list to a batch.
  public static CompletionStage<List<?>> step(
      RBatch batch, Script script, List<String> keys, Object... arguments) {
    return batch
        .getScript(StringCodec.INSTANCE)
        .<List<?>>evalAsync(
            RScript.Mode.READ_WRITE,
            script.lua(),
            RScript.ReturnType.LIST,
            List.copyOf(keys),
            arguments);
  }

  /// Ends all connections.
  @Override
  public void close() {
    outages.close();
    client.close();
  }
}
