package com.sup.messenger.websocket.engineio.server;

import com.sup.messenger.websocket.engineio.EngineConfig;
import com.sup.messenger.websocket.engineio.EngineRequest;
import com.sup.messenger.websocket.engineio.Transports;
import com.sup.messenger.websocket.engineio.polling.EngineError;
import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import com.sup.messenger.websocket.engineio.relay.Relay;
import com.sup.messenger.websocket.engineio.relay.RemoteSession;
import com.sup.messenger.websocket.engineio.session.EngineSession;
import com.sup.messenger.websocket.engineio.session.SessionRegistry;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Checks a request in the order of the reference server: transport, Origin, session id, method,
/// upgrade, gate, protocol version.
final class RequestCheck {
  private static final System.Logger LOGGER = System.getLogger(RequestCheck.class.getName());
  private static final String VERSION = "4";

  private final EngineConfig config;
  private final SessionRegistry sessions;
  private final Relay relay;
  private final LongAdder foreign = new LongAdder();

  RequestCheck(EngineConfig config, SessionRegistry sessions, Relay relay) {
    this.config = config;
    this.sessions = sessions;
    this.relay = relay;
  }

  SessionAdmission check(IncomingRequest request) {
    Map<String, String> query = request.query();
    String transport = query.getOrDefault("transport", "");
    if (!config.transports().contains(transport)) {
      return refused(EngineError.TRANSPORT_UNKNOWN);
    }
    if (!isHeaderText(request.origin())) {
      return refused(EngineError.BAD_REQUEST);
    }
    String sid = query.getOrDefault("sid", "");
    return sid.isEmpty()
        ? checkOpening(request, transport, query)
        : checkContinuing(request, transport, sid, query);
  }

  private SessionAdmission checkContinuing(
      IncomingRequest request, String transport, String sid, Map<String, String> query) {
    EngineSession session = sessions.find(sid);
    Optional<RemoteSession> remote = session == null ? relay.find(sid) : Optional.empty();
    if (remote.isPresent()) {
      return checkElsewhere(request, transport, remote.get(), query);
    }
    // An upgrade asks for a transport that the session does not use yet. The session itself
    // decides.
    SessionStatus status = session == null ? SessionStatus.UNKNOWN : session.status(transport);
    if (session == null || status == SessionStatus.UNKNOWN) {
      return refused(EngineError.SESSION_UNKNOWN);
    }
    if (isForeign(request)) {
      return refused(EngineError.forbidden("Forbidden"));
    }
    boolean usable =
        request.upgrade()
            ? transport.equals(Transports.WEBSOCKET)
            : status == SessionStatus.USABLE && transport.equals(Transports.POLLING);
    return usable && query.getOrDefault("EIO", VERSION).equals(VERSION)
        ? new SessionAdmission.Continuing(session)
        : refused(EngineError.BAD_REQUEST);
  }

  /// Checks the rules that do not need the owner of the session.
  private SessionAdmission checkElsewhere(
      IncomingRequest request, String transport, RemoteSession session, Map<String, String> query) {
    if (isForeign(request)) {
      return refused(EngineError.forbidden("Forbidden"));
    }
    if (request.upgrade() != transport.equals(Transports.WEBSOCKET)
        || !query.getOrDefault("EIO", VERSION).equals(VERSION)) {
      return refused(EngineError.BAD_REQUEST);
    }
    Optional<String> refusal = request.upgrade() ? sessions.refusal() : Optional.empty();
    return refusal
        .map(reason -> refused(EngineError.forbidden(reason)))
        .orElseGet(() -> new SessionAdmission.Elsewhere(session));
  }

  private SessionAdmission checkOpening(
      IncomingRequest request, String transport, Map<String, String> query) {
    if (!request.method().equals(Method.GET)) {
      return refused(EngineError.BAD_METHOD);
    }
    if (request.upgrade() != transport.equals(Transports.WEBSOCKET)) {
      return refused(EngineError.BAD_REQUEST);
    }
    if (isForeign(request)) {
      return refused(EngineError.forbidden("Forbidden"));
    }
    EngineRequest opening = request.toEngineRequest(query);
    Optional<String> refusal = sessions.refusal().or(() -> gateRefusal(opening));
    if (refusal.isPresent()) {
      return refused(EngineError.forbidden(refusal.get()));
    }
    return VERSION.equals(query.get("EIO"))
        ? new SessionAdmission.Opening(opening)
        : refused(EngineError.UNSUPPORTED_VERSION);
  }

  /// Returns the number of requests that were refused for their Origin, or by the gate.
  long foreign() {
    return foreign.sum();
  }

  private boolean isForeign(IncomingRequest request) {
    boolean refused =
        request.upgrade()
            && !config.cors().allows(request.origin(), request.header(HeaderNames.HOST));
    if (refused) {
      foreign.increment();
    }
    return refused;
  }

  private Optional<String> gateRefusal(EngineRequest request) {
    try {
      Optional<String> refusal = config.gate().refusal(request);
      refusal.ifPresent(_ -> foreign.increment());
      return refusal;
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.ERROR, "The gate failed: {0}", e.getClass().getName());
      return Optional.of("Forbidden");
    }
  }

  private static SessionAdmission refused(EngineError error) {
    return new SessionAdmission.Refused(error);
  }

  // RFC 9110 section 5.5: visible characters, space and tab.
  private static boolean isHeaderText(@Nullable String value) {
    return value == null
        || value
            .chars()
            .allMatch(c -> c == '\t' || (c >= ' ' && c <= '~') || (c >= 0x80 && c <= 0xff));
  }
}
