package com.sup.messenger.websocket.engineio.relay;

import com.sup.messenger.websocket.engineio.CloseReason;
import com.sup.messenger.websocket.engineio.Transports;
import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import com.sup.messenger.websocket.engineio.session.EngineSession;
import com.sup.messenger.websocket.engineio.session.PollingTransport;
import com.sup.messenger.websocket.engineio.session.RemotePoll;
import com.sup.messenger.websocket.engineio.session.RemoteProbe;
import com.sup.messenger.websocket.engineio.session.SessionRegistry;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/// Answers the questions of other instances about the sessions of this one.
public final class RemoteRequests {
  private static final long MAX_REPLY_BYTES = 64L * 1024 * 1024;

  private final SessionRegistry sessions;
  private final RelayTimings timings;
  private final ReplyCache replies;

  /// Makes the answers for the sessions of this instance.
  public RemoteRequests(SessionRegistry sessions, RelayTimings timings) {
    this.sessions = sessions;
    this.timings = timings;
    this.replies = new ReplyCache(timings.abandonment(), MAX_REPLY_BYTES);
  }

  /// Answers a question.
  ///
  /// @throws IllegalArgumentException if it is not a question
  public byte[] answer(byte[] question) {
    RelayCodec.Identified asked = decode(question);
    return replies.reply(asked.id(), () -> RelayCodec.encode(answer(asked.question())));
  }

  private static RelayCodec.Identified decode(byte[] question) {
    try {
      return RelayCodec.decodeQuestion(question);
    } catch (IOException e) {
      throw new IllegalArgumentException("the question is malformed", e);
    }
  }

  private RelayAnswer answer(Question question) {
    EngineSession session = sessions.find(question.sid());
    if (session == null) {
      return new RelayAnswer.Status(SessionStatus.UNKNOWN);
    }
    return switch (question) {
      case Question.Poll poll -> poll(session, poll);
      case Question.Post post -> new RelayAnswer.Status(post(session, post.body()));
      case Question.LongPost _ -> new RelayAnswer.Status(session.polling().longPost());
      case Question.Break _ -> {
        session.end(CloseReason.TRANSPORT_ERROR);
        yield usable(true);
      }
      case Question.Begin begin -> new RelayAnswer.Status(begin(session, begin.probe()));
      case Question.Probe probe -> usable(probed(session, probe.probe()));
      case Question.Withdraw withdraw -> {
        withdraw(session, withdraw.probe());
        yield usable(true);
      }
      case Question.TakeOver takeOver -> takeOver(session, takeOver.probe());
    };
  }

  private RelayAnswer poll(EngineSession session, Question.Poll asked) {
    PollingTransport polling = session.polling();
    RemotePoll poll = polling.remote(asked.poll());
    if (poll == null) {
      SessionStatus status = session.status(Transports.POLLING);
      poll = new RemotePoll(asked.poll(), timings.abandonment());
      status = status == SessionStatus.USABLE ? polling.poll(poll) : status;
      if (status != SessionStatus.USABLE) {
        return new RelayAnswer.Status(status);
      }
    }
    return await(poll, asked, session);
  }

  private RelayAnswer await(RemotePoll poll, Question.Poll asked, EngineSession session) {
    PollingTransport polling = session.polling();
    try {
      boolean known = session.isTrusted();
      Optional<byte[]> body = poll.await(asked.hold());
      if (body.isEmpty() && asked.last()) {
        polling.release(poll);
        known = session.isTrusted();
        body = poll.await(timings.patience());
      }
      if (body.isEmpty()) {
        return new RelayAnswer.Waiting(known);
      }
      polling.taken(poll);
      return new RelayAnswer.Packets(body.get());
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SessionStatus post(EngineSession session, byte[] body) {
    PollingTransport polling = session.polling();
    SessionStatus status = session.status(Transports.POLLING);
    status = status == SessionStatus.USABLE ? polling.beginPost(null) : status;
    if (status != SessionStatus.USABLE) {
      return status;
    }
    try {
      return polling.post(body);
    } finally {
      polling.endPost();
    }
  }

  private static SessionStatus begin(EngineSession session, long probe) {
    SessionStatus status = session.status(Transports.POLLING);
    return status == SessionStatus.USABLE && !session.upgrade().begin(new RemoteProbe(probe))
        ? SessionStatus.OVERLAP
        : status;
  }

  private static boolean probed(EngineSession session, long number) {
    RemoteProbe probe = session.upgrade().remote(number);
    if (probe != null) {
      probe.probed();
      session.upgrade().probed();
    }
    return probe != null;
  }

  private static void withdraw(EngineSession session, long number) {
    RemoteProbe probe = session.upgrade().remote(number);
    if (probe != null) {
      session.upgrade().forget(probe);
    }
  }

  private static RelayAnswer takeOver(EngineSession session, long number) {
    return Optional.ofNullable(session.upgrade().remote(number))
        .flatMap(probe -> session.upgrade().handOver(probe))
        .<RelayAnswer>map(RelayAnswer.Handed::new)
        .orElseGet(() -> usable(false));
  }

  private static RelayAnswer usable(boolean usable) {
    return new RelayAnswer.Status(usable ? SessionStatus.USABLE : SessionStatus.UNKNOWN);
  }
}
