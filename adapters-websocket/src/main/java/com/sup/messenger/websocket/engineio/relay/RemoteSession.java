package com.sup.messenger.websocket.engineio.relay;

import com.sup.messenger.listener.TcpConnection;
import com.sup.messenger.websocket.engineio.PeerUnavailableException;
import com.sup.messenger.websocket.engineio.polling.PollRequest;
import com.sup.messenger.websocket.engineio.polling.PollingSession;
import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import org.jspecify.annotations.Nullable;

/// The session of another instance, for one request.
public final class RemoteSession implements PollingSession {
  private final Relay relay;
  private final String instance;
  private final String id;
  private @Nullable ForwardedPoll poll;

  RemoteSession(Relay relay, String instance, String id) {
    this.relay = relay;
    this.instance = instance;
    this.id = id;
  }

  /// Returns the id of the session.
  public String id() {
    return id;
  }

  /// Returns the relay that asks the owner.
  public Relay relay() {
    return relay;
  }

  @Override
  public SessionStatus poll(PollRequest request) {
    if (!relay.beginQuestion()) {
      return SessionStatus.BUSY;
    }
    try {
      ForwardedPoll forwarded = new ForwardedPoll(this, request);
      poll = forwarded;
      return forwarded.begin();
    } finally {
      relay.endQuestion();
    }
  }

  @Override
  public boolean cancel(PollRequest request) {
    return poll != null && poll.cancel();
  }

  /// Allows every POST. The body is read first, so that the owner gets it whole or not at all.
  @Override
  public SessionStatus beginPost(TcpConnection connection) {
    return SessionStatus.USABLE;
  }

  @Override
  public void breakPost() {
    end();
  }

  @Override
  public SessionStatus longPost() {
    return status(new Question.LongPost(id));
  }

  @Override
  public SessionStatus post(byte[] body) {
    if (!relay.beginPost(body.length)) {
      return SessionStatus.BUSY;
    }
    SessionStatus status;
    try {
      status = status(new Question.Post(id, body));
    } finally {
      relay.endPost(body.length);
    }
    if (status == SessionStatus.UNKNOWN) {
      // The client gives the session up now, and it is not known if the body has arrived.
      end();
    }
    return status;
  }

  @Override
  public void endPost() {}

  /// Ends the session. The client gives it up or loses it.
  void end() {
    relay.tell(instance, new Question.Break(id));
  }

  /// Asks if something may be done. A session whose owner does not answer is unknown.
  public SessionStatus status(Question question) {
    try {
      return ask(question) instanceof RelayAnswer.Status(SessionStatus status)
          ? status
          : SessionStatus.UNKNOWN;
    } catch (PeerUnavailableException e) {
      return SessionStatus.UNKNOWN;
    }
  }

  RelayAnswer ask(Question question) throws PeerUnavailableException {
    return relay.ask(instance, question);
  }

  void tell(Question news) {
    relay.tell(instance, news);
  }
}
