package com.sup.messenger.redis.store;

import static java.util.Objects.requireNonNull;

import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.Leg;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.RedisJson;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calls in Redis, which Redis forgets by its own clock.
///
/// A call is between two users, and one step must decide if either is busy. So all calls share one
/// hash tag, and one node of a cluster has them all. This bounds the calls that begin in a second,
/// and not the number of calls.
///
/// The name of a call is its id. If strangers' call has that name, it is the caller and the id. The
/// meaning of an id for a user is kept only if it is not the call of that name. So an instance of
/// an earlier version finds all other calls.
public final class RedisCallStore implements CallStore {

  private static final Script REPLACE = Script.named("call-replace", RedisCallStore.class);
  private static final Script KEEP = Script.named("call-keep", RedisCallStore.class);
  private static final Script RELEASE = Script.named("call-release", RedisCallStore.class);
  private static final Script OF =
      new Script(
          """
          -- KEYS: the calls of users; ARGV: the beginning of the keys of calls.
          -- Returns a call for each user, or an empty text.
          local calls = {}
          for i, key in ipairs(KEYS) do
            local id = redis.call('GET', key)
            calls[i] = id and redis.call('HGET', ARGV[1] .. id, 'call') or ''
          end
          return calls
          """);

  private static final Script LATEST =
      new Script(
          """
          -- KEYS: the live call of a user, the last one; ARGV: the beginning of the keys of calls
          local name = redis.call('GET', KEYS[1]) or redis.call('GET', KEYS[2])
          return name and redis.call('HGET', ARGV[1] .. name, 'call')
          """);

  private static final Script FIND =
      new Script(
          """
          -- KEYS: the meaning of the id for the user; ARGV: the beginning of the keys; the id
          local name = redis.call('GET', KEYS[1])
          return name and redis.call('HGET', ARGV[1] .. name, 'call')
              or redis.call('HGET', ARGV[1] .. ARGV[2], 'call')
          """);

  private final RedisConnection redis;

  public RedisCallStore(RedisConnection redis) {
    this.redis = redis;
  }

  private String live(UserId user) {
    return redis.keys().callOf(user);
  }

  private String last(UserId user) {
    return redis.keys().lastCallOf(user);
  }

  private String meaning(UserId user, CallId id) {
    return redis.keys().callAs(user, id);
  }

  @Override
  public Begun begin(Ringing call, Lifetimes lifetimes) {
    return new CallBeginning(redis, call, lifetimes).begin();
  }

  private static @Nullable LiveCall live(String json) {
    return json.isEmpty() ? null : (LiveCall) RedisJson.read(Call.class, json);
  }

  private static int heard(Call call) {
    return call instanceof Ringing ringing && ringing.unheard() ? 0 : 1;
  }

  private static long end(Call call, Lifetimes lifetimes) {
    Instant end = lifetimes.endOf(call);
    return end.toEpochMilli();
  }

  @Override
  public Optional<Call> find(UserId party, CallId id) {
    String json = redis.text(FIND, List.of(meaning(party, id)), redis.keys().calls(), id.value());
    return Optional.ofNullable(json).map(text -> RedisJson.read(Call.class, text));
  }

  @Override
  public Optional<Call> latest(UserId user) {
    String json = redis.text(LATEST, List.of(live(user), last(user)), redis.keys().calls());
    return Optional.ofNullable(json).map(text -> RedisJson.read(Call.class, text));
  }

  @Override
  public Optional<LiveCall> of(UserId user) {
    return Optional.ofNullable(of(List.of(user)).get(user));
  }

  @Override
  public Map<UserId, LiveCall> of(Collection<UserId> users) {
    List<UserId> all = List.copyOf(users);
    List<?> found =
        all.isEmpty()
            ? List.of()
            : redis.list(OF, all.stream().map(this::live).toList(), redis.keys().calls());
    Map<UserId, LiveCall> calls = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      LiveCall call = live((String) found.get(i));
      if (call != null) {
        calls.put(all.get(i), call);
      }
    }
    return calls;
  }

  @Override
  public boolean replace(Call before, Call after, Lifetimes lifetimes) {
    String instead = replace(RedisJson.write(before), after, lifetimes);
    // An instance of another version may have written the same call in other words.
    return instead == null
        || (!instead.isEmpty()
            && RedisJson.read(Call.class, instead).equals(before)
            && replace(instead, after, lifetimes) == null);
  }

  private @Nullable String replace(String before, Call after, Lifetimes lifetimes) {
    List<String> devices =
        after instanceof LiveCall live
            ? live.legs().map(Leg::userDevice).map(RedisCallStore::device).toList()
            : List.of();
    return redis.text(
        REPLACE,
        List.of(
            meaning(after.callerId(), after.id()),
            meaning(after.targetId(), after.id()),
            live(after.callerId()),
            live(after.targetId()),
            last(after.callerId()),
            last(after.targetId())),
        redis.keys().calls(),
        after.id().value(),
        before,
        RedisJson.write(after),
        end(after, lifetimes),
        after.getClass().getSimpleName(),
        devices.isEmpty() ? "" : devices.getFirst(),
        devices.isEmpty() ? "" : devices.getLast(),
        heard(after));
  }

  // No id has a blank.
  private static String device(UserDevice device) {
    return device.user().value() + " " + device.device().value();
  }

  @Override
  public Keeping keep(CallId id, UserDevice device, OpaqueJson candidate) {
    String keeping =
        redis.text(
            KEEP,
            List.of(meaning(device.user(), id)),
            redis.keys().calls(),
            id.value(),
            device(device),
            candidate.json(),
            candidate.json().length(),
            MAX_KEPT,
            MAX_KEPT_CHARACTERS,
            MAX_KEEPING_DEVICES);
    return Keeping.valueOf(requireNonNull(keeping));
  }

  @Override
  public List<OpaqueJson> release(CallId id, UserDevice device) {
    return redis
        .list(
            RELEASE,
            List.of(meaning(device.user(), id)),
            redis.keys().calls(),
            id.value(),
            device(device))
        .stream()
        .map(json -> new OpaqueJson((String) json))
        .toList();
  }
}
