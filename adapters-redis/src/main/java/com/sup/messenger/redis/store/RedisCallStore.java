package com.sup.messenger.redis.store;

import static java.util.Objects.requireNonNull;

import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Beginning;
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

  /// The most tries. Each failed try has let another step of the same two users through.
  private static final int MAX_TRIES = 64;

  private static final Script BEGIN = Script.named("call-begin", RedisCallStore.class);
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
    String name = call.id().value();
    String ofCaller = "";
    String ofTarget = "";
    for (int i = 0; i < MAX_TRIES; i++) {
      Beginning beginning = call.meet(live(ofCaller), live(ofTarget));
      List<?> instead = begin(call, name, beginning, ofCaller, ofTarget, lifetimes);
      if (instead.isEmpty()) {
        return begun(beginning, ofCaller.isEmpty() ? ofTarget : ofCaller);
      }
      if (instead.size() > 1) {
        ofCaller = (String) instead.get(0);
        ofTarget = (String) instead.get(1);
      } else if (RedisJson.read(Call.class, (String) instead.getFirst())
          .hasParty(call.callerId())) {
        return new Begun(Beginning.ID_IN_USE, null);
      } else {
        // Strangers have a call with this id.
        name = call.callerId().value() + " " + call.id().value();
      }
    }
    throw new UnavailableException("Too many calls of a user begin at the same time");
  }

  private static @Nullable LiveCall live(String json) {
    return json.isEmpty() ? null : (LiveCall) RedisJson.read(Call.class, json);
  }

  private static Begun begun(Beginning beginning, String opposite) {
    return beginning == Beginning.WINS_GLARE
        ? new Begun(beginning, (Ringing) requireNonNull(live(opposite)))
        : new Begun(beginning, null);
  }

  // Returns the calls that the users are in, if they are not the expected ones. Returns one
  // element, a call, if the name is taken.
  private List<?> begin(
      Ringing call,
      String name,
      Beginning beginning,
      String ofCaller,
      String ofTarget,
      Lifetimes lifetimes) {
    Call entered =
        switch (beginning) {
          case LOSES_GLARE -> call.glare(call.since());
          case TARGET_BUSY -> call.busy(call.since());
          case RINGS, WINS_GLARE, CALLER_BUSY, ID_IN_USE -> call;
        };
    Call over =
        beginning == Beginning.WINS_GLARE
            ? ((Ringing) requireNonNull(live(ofCaller.isEmpty() ? ofTarget : ofCaller)))
                .glare(call.since())
            : entered;
    return redis.list(
        BEGIN,
        List.of(
            redis.keys().calls() + name,
            live(call.callerId()),
            live(call.targetId()),
            meaning(call.callerId(), call.id()),
            meaning(call.targetId(), call.id())),
        redis.keys().calls(),
        call.id().value(),
        ofCaller,
        ofTarget,
        beginning,
        RedisJson.write(entered),
        end(entered, lifetimes),
        RedisJson.write(over),
        end(over, lifetimes),
        heard(call));
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
