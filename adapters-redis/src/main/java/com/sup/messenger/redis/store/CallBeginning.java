package com.sup.messenger.redis.store;

import static java.util.Objects.requireNonNull;

import com.sup.messenger.application.port.CallStore.Begun;
import com.sup.messenger.application.port.CallStore.Lifetimes;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.call.Beginning;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.LiveCall;
import com.sup.messenger.domain.call.Ringing;
import com.sup.messenger.redis.connection.RedisConnection;
import com.sup.messenger.redis.connection.RedisKeys;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.json.RedisJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The beginning of one call. It reads the calls of both users, decides, and writes only if nothing
/// has changed meanwhile; else it begins again.
final class CallBeginning {

  /// The most tries. Each failed try has let another step of the same two users through.
  private static final int MAX_TRIES = 64;

  private static final Script BEGIN = Script.named("call-begin", CallBeginning.class);

  private final RedisConnection redis;
  private final Ringing call;
  private final Lifetimes lifetimes;
  private String name;
  private String ofCaller = "";
  private String ofTarget = "";

  CallBeginning(RedisConnection redis, Ringing call, Lifetimes lifetimes) {
    this.redis = redis;
    this.call = call;
    this.lifetimes = lifetimes;
    this.name = call.id().value();
  }

  /// Begins the call.
  ///
  /// @throws UnavailableException if too many other steps come between
  Begun begin() {
    for (int i = 0; i < MAX_TRIES; i++) {
      Beginning beginning = call.meet(live(ofCaller), live(ofTarget));
      List<?> instead = write(beginning);
      if (instead.isEmpty()) {
        return begun(beginning);
      }
      if (instead.size() > 1) {
        ofCaller = (String) instead.get(0);
        ofTarget = (String) instead.get(1);
      } else if (isOfCaller((String) instead.getFirst())) {
        return new Begun(Beginning.ID_IN_USE, null);
      } else {
        // Strangers have a call with this id.
        name = call.callerId().value() + " " + call.id().value();
      }
    }
    throw new UnavailableException("Too many calls of a user begin at the same time");
  }

  private boolean isOfCaller(String other) {
    return RedisJson.read(Call.class, other).hasParty(call.callerId());
  }

  private static @Nullable LiveCall live(String json) {
    return json.isEmpty() ? null : (LiveCall) RedisJson.read(Call.class, json);
  }

  private Ringing opposite() {
    return (Ringing) requireNonNull(live(ofCaller.isEmpty() ? ofTarget : ofCaller));
  }

  private Begun begun(Beginning beginning) {
    return new Begun(beginning, beginning == Beginning.WINS_GLARE ? opposite() : null);
  }

  // Returns the calls that the users are in, if they are not the expected ones. Returns one
  // element, a call, if the name is taken.
  private List<?> write(Beginning beginning) {
    Call entered = entered(beginning);
    Call over = beginning == Beginning.WINS_GLARE ? opposite().glare(call.since()) : entered;
    return redis.list(
        BEGIN,
        keys(),
        redis.keys().calls(),
        call.id().value(),
        ofCaller,
        ofTarget,
        beginning,
        RedisJson.write(entered),
        lifetimes.endOf(entered).toEpochMilli(),
        RedisJson.write(over),
        lifetimes.endOf(over).toEpochMilli(),
        call.unheard() ? 0 : 1);
  }

  private List<String> keys() {
    RedisKeys names = redis.keys();
    return List.of(
        names.calls() + name,
        names.callOf(call.callerId()),
        names.callOf(call.targetId()),
        names.callAs(call.callerId(), call.id()),
        names.callAs(call.targetId(), call.id()));
  }

  private Call entered(Beginning beginning) {
    return switch (beginning) {
      case LOSES_GLARE -> call.glare(call.since());
      case TARGET_BUSY -> call.busy(call.since());
      case RINGS, WINS_GLARE, CALLER_BUSY, ID_IN_USE -> call;
    };
  }
}
