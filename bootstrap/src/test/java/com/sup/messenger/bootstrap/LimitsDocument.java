package com.sup.messenger.bootstrap;

import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.fanout.ChatStates;
import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.application.port.PreferenceStore;
import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.SessionStore;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.presence.PresenceFollowing;
import com.sup.messenger.application.settings.CatchUpBounds;
import com.sup.messenger.application.settings.Limits;
import com.sup.messenger.application.settings.RateLimits;
import com.sup.messenger.application.settings.Timings;
import com.sup.messenger.application.trace.FrameTraces;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.call.Sdp;
import com.sup.messenger.domain.limit.RateLimit;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.SignalContent;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.reaction.Reaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes `docs/limits.md` from the values in the code.
final class LimitsDocument {

  private static final String HEAD =
      """
      <!-- Derived from the code. Written anew by: mvn -q -pl bootstrap -am test \
      -Dtest=LimitsDocumentTest -Dsurefire.failIfNoSpecifiedTests=false \
      -Dsup.contract.write=true -->

      # Limits and retentions

      Each bound that a client or a back-end can meet, with its value if nothing is configured. A variable that changes it stands
      beside it; [`configuration.md`](configuration.md) explains the variables. [`errors.md`](errors.md) has the refusals.
      """;

  /// @param beyond the effect of more
  private record Row(String bound, String value, String beyond, String variable) {
    @Override
    public String toString() {
      String set = variable.isEmpty() ? "" : "`" + variable + "`";
      return "| %s | %s | %s | %s |\n".formatted(bound, value, beyond, set);
    }
  }

  private LimitsDocument() {}

  static String text() {
    return HEAD + events() + sizes() + numbers() + connections() + returns() + kept();
  }

  private static String table(String title, String text, Row... rows) {
    return Stream.of(rows)
        .map(Row::toString)
        .collect(
            Collectors.joining(
                "",
                "\n## "
                    + title
                    + "\n\n"
                    + text
                    + "\n\n| bound | value | beyond it | variable |\n"
                    + "| --- | --- | --- | --- |\n",
                ""));
  }

  private static String events() {
    Limits limits = Limits.DEFAULT;
    List<Row> rows = new ArrayList<>(limitsOfEvents());
    rows.add(rateLimit("each other event, for itself", limits.events().others()));
    rows.add(
        new Row(
            "messages and signals sent, times their receivers",
            volume(limits.costs().fanout()),
            "refused",
            "RATE_LIMIT_FANOUT"));
    rows.add(
        new Row(
            "messages read back",
            volume(limits.costs().read()),
            "`chat:sync` is refused; a return has no messages, and `truncated` names the chats",
            "RATE_LIMIT_READ"));
    rows.add(
        new Row(
            "messages stored", volume(limits.costs().stored()), "refused", "RATE_LIMIT_STORED"));
    return table(
        "Work of a user",
        "Over all instances. The refusal is `RATE_LIMIT_EXCEEDED` with `retryAfterMs`.",
        rows.toArray(Row[]::new));
  }

  private static List<Row> limitsOfEvents() {
    Map<RateLimit, List<String>> names = new HashMap<>();
    RateLimits.DEFAULT
        .byEvent()
        .forEach((name, limit) -> names.computeIfAbsent(limit, _ -> new ArrayList<>()).add(name));
    return names.entrySet().stream()
        .map(of -> rateLimit(sorted(of.getValue()), of.getKey()))
        .sorted(Comparator.comparing(Row::bound))
        .toList();
  }

  private static Row rateLimit(String events, RateLimit limit) {
    return new Row(events, rate(limit), "refused", "RATE_LIMITS");
  }

  private static String sorted(Collection<String> names) {
    return names.stream().sorted().map("`%s`"::formatted).collect(Collectors.joining(", "));
  }

  private static String sizes() {
    String refused = "`INVALID_PAYLOAD`";
    return table(
        "Sizes",
        "Bytes are those of UTF-8.",
        new Row("`encryptedContent` of a message", bytes(EncryptedContent.MAX_BYTES), refused, ""),
        new Row("`encryptedContent` of a signal", bytes(SignalContent.MAX_BYTES), refused, ""),
        new Row("`metadata`", bytes(Metadata.MAX_BYTES), refused, ""),
        new Row("`offer`, `answer`, `sdp`", bytes(Sdp.MAX_BYTES), refused, ""),
        new Row("other JSON", bytes(OpaqueJson.MAX_BYTES), refused, ""),
        new Row("`data` of a notification", bytes(Notice.MAX_DATA), refused, ""),
        new Row("names, titles, reasons", Text.MAX_LENGTH + " characters", refused, ""),
        new Row("a reaction", Reaction.MAX_LENGTH + " characters and 128 bytes", refused, ""),
        new Row("a packet", bytes(1024 * 1024), "the connection ends", "SOCKETIO_MAX_BUFFER_SIZE"),
        new Row("a body of the service API", bytes(1024 * 1024), "413", ""));
  }

  private static String numbers() {
    String refused = "`INVALID_PAYLOAD`";
    return table(
        "Numbers",
        "In one event or call, unless the row says otherwise.",
        new Row(
            "receipts, chats of `chat:list` and `chat:join-multiple`, users", "100", refused, ""),
        new Row("mentions", grouped(Metadata.MAX_MENTIONS), refused, ""),
        new Row("users of one notification", grouped(Administration.MAX_NOTIFIED), refused, ""),
        new Row("members of a chat in one `PUT`", grouped(ChatUpdate.MAX_MEMBERS), refused, ""),
        new Row(
            "users whose presence a connection follows",
            grouped(PresenceFollowing.MAX_FOLLOWED),
            refused,
            ""),
        new Row(
            "users who react to a message",
            grouped(Reaction.MAX_PER_MESSAGE),
            "`PERMISSION_DENIED`",
            ""),
        new Row(
            "muted chats of a user", grouped(PreferenceStore.MAX_MUTES), "`PERMISSION_DENIED`", ""),
        new Row(
            "blocked users of a user",
            grouped(PreferenceStore.MAX_BLOCKS),
            "`PERMISSION_DENIED`",
            ""),
        new Row(
            "candidates of a device before the answer", grouped(CallStore.MAX_KEPT), "refused", ""),
        new Row("traces that one instance runs", grouped(FrameTraces.MAX_TRACES), "429", ""));
  }

  private static String connections() {
    Limits limits = Limits.DEFAULT;
    return table(
        "Connections",
        "A recovery or a hand-over does not count as a new connection.",
        new Row(
            "new connections of a device; of a user four times as many",
            rate(limits.connections()),
            "the CONNECT is refused with `retryAfterMs`",
            "RATE_LIMIT_MAX_CONNECTIONS"),
        new Row(
            "connections of a user at a time",
            grouped(limits.maxConnections()),
            "the oldest one ends",
            "MAX_CONNECTIONS_PER_USER"),
        new Row(
            "time without an event or a call",
            time(limits.maxIdle()),
            "`IDLE_TIMEOUT`, then the connection ends",
            "MAX_IDLE_TIME"));
  }

  private static String returns() {
    CatchUpBounds bounds = CatchUpBounds.DEFAULT;
    return table(
        "A return",
        "`chat:sync` and `chat:state` have the rest.",
        new Row("messages of a chat", grouped(bounds.perChat()), "`truncated`", "REPLAY_PER_CHAT"),
        new Row("messages in all", grouped(bounds.total()), "`truncated`", "REPLAY_TOTAL"),
        new Row(
            "messages of a chat for a new device",
            grouped(bounds.newPerChat()),
            "`truncated`",
            "REPLAY_NEW_PER_CHAT"),
        new Row(
            "messages in all for a new device",
            grouped(bounds.newTotal()),
            "`truncated`",
            "REPLAY_NEW_TOTAL"),
        new Row("content and metadata in all", bytes(bounds.bytes()), "`truncated`", ""),
        new Row("changed messages of a chat", grouped(ChatStates.MAX_RETURNED), "`stale`", ""),
        new Row(
            "messages that `chat:state` looks at",
            grouped(ChatStates.MAX_ASKED),
            "the older ones are left out",
            ""),
        new Row(
            "chats that the user has left",
            grouped(ChatDirectory.MAX_FORMER),
            "the earlier ones are left out",
            ""));
  }

  private static String kept() {
    Timings timings = Timings.DEFAULT;
    return table(
        "Kept, and how long",
        "On Redis. In memory a process keeps as much as its heap allows, until it ends.",
        new Row("messages of a chat", "10,000, 64 MiB, 30 days", "the oldest go", "CHAT_MAX_BYTES"),
        new Row(
            "messages with `expiresInMs`",
            time(Draft.MIN_LIFETIME) + " to " + time(Draft.MAX_LIFETIME),
            "`INVALID_PAYLOAD`",
            ""),
        new Row(
            "delivered cursors of a device",
            time(ReceiptStore.KEPT) + ", " + ReceiptStore.MAX_DEVICES + " devices in a chat",
            "the device gets what the lowest dropped cursor lacks",
            ""),
        new Row(
            "notifications of a user",
            Notice.MAX_KEPT + ", " + time(Notice.KEPT),
            "the oldest go, reactions first",
            ""),
        new Row(
            "the session of a dropped connection",
            time(SessionStore.LIFE),
            "the client returns by cursors",
            ""),
        new Row("ended calls", time(timings.endedCall()), "`CALL_NOT_FOUND`", ""),
        new Row("ringing", time(timings.ringing()), "`no-answer`", ""),
        new Row("a dropped device in a call", time(timings.callReturn()), "`disconnected`", ""),
        new Row("typing", time(timings.typing()), "it ends", ""),
        new Row("presence after the last device", time(timings.presenceGrace()), "offline", ""),
        new Row("revocations", time(Revocations.KEPT), "tokens must be shorter", ""),
        new Row("entries of the push outbox", "100,000", "the oldest go", ""));
  }

  private static String rate(RateLimit limit) {
    return "%s in %s".formatted(grouped(limit.count()), time(limit.window()));
  }

  private static String volume(RateLimit limit) {
    return "%s in %s".formatted(bytes(1024L * limit.count()), time(limit.window()));
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String bytes(long count) {
    return count % (1024 * 1024) == 0
        ? grouped(count / (1024 * 1024)) + " MiB"
        : grouped(count / 1024) + " KiB";
  }

  private static String time(Duration time) {
    if (time.toSeconds() % 86_400 == 0) {
      return time.toDays() == 1 ? "a day" : time.toDays() + " days";
    }
    return time.toSeconds() > 60 && time.toSeconds() % 60 == 0
        ? time.toMinutes() + " minutes"
        : time.toSeconds() + " s";
  }
}
