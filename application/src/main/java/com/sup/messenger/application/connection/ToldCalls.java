package com.sup.messenger.application.connection;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.domain.CallId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The calls of which a client has been told, and how far.
///
/// An event of a call reaches a connection by the bus, or by the round that makes good what the bus
/// has lost. The later of the two is not sent, so that a client is told of each state once.
///
/// At most [#MAX] calls are remembered, the latest: a user is in one at a time.
public final class ToldCalls {

  private static final int MAX = 16;

  private enum Stage {
    BEGUN,
    ANSWERED,
    /// Another device of the user has the call, which has not ended.
    ELSEWHERE,
    ENDED
  }

  private final Map<CallId, Stage> stages = new LinkedHashMap<>(2);

  /// Notes an event that is about to be sent.
  ///
  /// @return false if the client has been told of that state of the call, or a later one
  public boolean admits(ServerEvent event) {
    return switch (event) {
      case ServerEvent.CallIncoming incoming -> begun(incoming.callId());
      case ServerEvent.CallAnswered answered -> reached(answered.callId(), Stage.ANSWERED);
      case ServerEvent.CallEnded ended when ended.continuesElsewhere() ->
          reached(ended.callId(), Stage.ELSEWHERE);
      case ServerEvent.CallEnded ended -> ended(ended.callId());
      case ServerEvent.CallRejected rejected -> ended(rejected.callId());
      default -> true;
    };
  }

  /// Notes that the client knows of the call.
  ///
  /// @return false if it did before. A call that has ended begins anew: ids may be used again
  public synchronized boolean begun(CallId call) {
    Stage before = stages.get(call);
    if (before != null && before != Stage.ENDED) {
      return false;
    }
    note(call, Stage.BEGUN);
    return true;
  }

  /// Notes that the client knows of the call, and perhaps of more.
  public synchronized void known(CallId call) {
    if (!stages.containsKey(call)) {
      note(call, Stage.BEGUN);
    }
  }

  /// Notes that the client knows of the answer.
  public void answered(CallId call) {
    reached(call, Stage.ANSWERED);
  }

  /// Notes that the client knows of the end.
  ///
  /// @return false if it did before
  public boolean ended(CallId call) {
    return reached(call, Stage.ENDED);
  }

  private synchronized boolean reached(CallId call, Stage stage) {
    Stage before = stages.get(call);
    if (before != null && before.compareTo(stage) >= 0) {
      return false;
    }
    note(call, stage);
    return true;
  }

  private void note(CallId call, Stage stage) {
    stages.remove(call);
    stages.put(call, stage);
    if (stages.size() > MAX) {
      stages.remove(stages.keySet().iterator().next());
    }
  }

  /// Returns the calls of whose beginning the client knows, but not of the end.
  public synchronized Set<CallId> open() {
    return stages.entrySet().stream()
        .filter(call -> call.getValue() != Stage.ENDED)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Returns true if the client knows of the beginning of a call, but not of an answer.
  public synchronized boolean awaitsAnswer(CallId call) {
    return stages.get(call) == Stage.BEGUN;
  }
}
