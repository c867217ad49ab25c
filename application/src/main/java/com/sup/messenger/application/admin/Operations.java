package com.sup.messenger.application.admin;

import com.sup.messenger.application.trace.FrameTrace;
import com.sup.messenger.application.trace.FrameTraces;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The door for operators, who ask about the service. The caller has authenticated them. No answer
/// has a token or the content of a message.
///
/// Safe for use by many threads. Every method but [#health] may throw
/// [com.sup.messenger.domain.RefusedException] or
/// [com.sup.messenger.application.port.UnavailableException].
public final class Operations {

  private final HealthCheck healthCheck;
  private final UserCursors userCursors;
  private final Deliveries deliveries;
  private final TokenCheck tokenCheck;
  private final FrameTraces traces;

  public Operations(
      HealthCheck healthCheck,
      UserCursors userCursors,
      Deliveries deliveries,
      TokenCheck tokenCheck,
      FrameTraces traces) {
    this.healthCheck = healthCheck;
    this.userCursors = userCursors;
    this.deliveries = deliveries;
    this.tokenCheck = tokenCheck;
    this.traces = traces;
  }

  /// The health of all instances.
  ///
  /// @param asked the id of the instance that was asked
  /// @param complete false if the store did not answer, so that only one instance is known
  public record Health(String asked, boolean complete, List<InstanceHealth> instances) {}

  /// The health of an instance.
  ///
  /// @param state the state by its own account
  /// @param answers true if it has answered the instance that was asked
  /// @param clockAhead the least time by which its clock is ahead of that of the instance that was
  ///     asked; negative if it is behind
  /// @param counts refusals and disconnects since its start, by name
  public record InstanceHealth(
      String id,
      Instant startedAt,
      Signs.State state,
      boolean answers,
      Duration clockAhead,
      Map<String, Long> counts) {}

  /// The places of a user and the user's open devices in chats.
  ///
  /// @param chats at most 1,000 chats
  /// @param more true if the user has more chats than that
  /// @param revokedBefore tokens of any device that were issued before are refused; null if none
  ///     are
  /// @param revokedDevices the same for the tokens of single devices
  public record Cursors(
      List<ChatCursor> chats,
      boolean more,
      @Nullable Instant revokedBefore,
      Map<DeviceId, Instant> revokedDevices) {}

  /// The places of a user in a chat.
  ///
  /// @param visibleAfter the sequence number after which the user sees messages
  /// @param devices the cursor of each open device that has one
  public record ChatCursor(
      ChatId chat, long headSeq, long visibleAfter, Receipt receipt, Map<DeviceId, Long> devices) {}

  /// A stored message and its receivers.
  ///
  /// @param deleted true if its content is deleted
  /// @param receivers at most 100 members, without the sender
  /// @param more true if the chat has more members than that
  public record Delivered(
      ChatId chat,
      long seq,
      MessageId id,
      UserId sender,
      Instant createdAt,
      boolean deleted,
      List<Receiver> receivers,
      boolean more) {}

  /// A member of a chat as the receiver of a message.
  ///
  /// @param visible false if the member joined after the message and may not see it
  /// @param devices for each open device, true if it has confirmed the message
  public record Receiver(
      UserId user,
      boolean visible,
      boolean delivered,
      boolean read,
      Map<DeviceId, Boolean> devices) {}

  /// The judgement of a token.
  ///
  /// @param now the clock of the service
  /// @param user the user; null if the token is not valid
  /// @param device the device; null if the token names none
  /// @param issuedAt null if unknown
  /// @param expiresAt null if unknown or never
  /// @param until the end of a pause, or the time before which issued tokens are refused
  public record Judgement(
      Verdict verdict,
      Instant now,
      @Nullable UserId user,
      @Nullable DeviceId device,
      @Nullable Instant issuedAt,
      @Nullable Instant expiresAt,
      @Nullable Instant until) {}

  /// The verdicts on a token.
  public enum Verdict {
    ACCEPTED,
    /// The signature, issuer, audience or times are wrong.
    INVALID,
    EXPIRED,
    /// It names no user, or is no access token.
    INCOMPLETE,
    REVOKED,
    /// It is valid, but its user may not connect for a while, to the instance that was asked.
    PAUSED
  }

  /// Asks all instances if they are well. Takes at most about 0.5 s longer than the store. Never
  /// throws if a dependency does not answer.
  public Health health() {
    return healthCheck.now();
  }

  /// Returns the places of a user in the user's chats.
  public Cursors cursors(UserId user) {
    return userCursors.of(user);
  }

  /// Returns a message and its receivers.
  ///
  /// @throws com.sup.messenger.domain.RefusedException `CHAT_NOT_FOUND`; `MESSAGE_NOT_FOUND` if the
  ///     log has no such entry
  public Delivered delivered(ChatId chat, long seq) {
    return deliveries.of(chat, seq);
  }

  /// Judges a token as at a handshake, and says why it is refused. Changes nothing.
  public Judgement judge(String token) {
    return tokenCheck.judge(token);
  }

  /// Begins a trace of a user's frames on all instances. The caller closes it.
  ///
  /// @throws com.sup.messenger.domain.RefusedException `RATE_LIMIT_EXCEEDED` above
  ///     [FrameTraces#MAX_TRACES] traces
  public FrameTrace trace(UserId user) {
    return traces.begin(user);
  }
}
