package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.port.spi.Variables;
import com.sup.messenger.application.settings.CatchUpBounds;
import java.util.List;

/// The variables for the number of messages in a replay.
final class ReplayVariables {

  /// Less than the packets that may wait for a client. With more, the client would be disconnected.
  private static final int MAX = 8_000;

  private static final CatchUpBounds USUAL = CatchUpBounds.DEFAULT;

  static final Variable<Integer> REPLAY_PER_CHAT =
      messages("REPLAY_PER_CHAT", "of one chat to a device that was away", USUAL.perChat());

  static final Variable<Integer> REPLAY_TOTAL =
      messages("REPLAY_TOTAL", "of all chats to a device that was away", USUAL.total());

  static final Variable<Integer> REPLAY_NEW_PER_CHAT =
      messages("REPLAY_NEW_PER_CHAT", "of one chat to a new device", USUAL.newPerChat());

  static final Variable<Integer> REPLAY_NEW_TOTAL =
      messages("REPLAY_NEW_TOTAL", "of all chats to a new device", USUAL.newTotal());

  static final Section SECTION =
      new Section(
          "Replay", List.of(REPLAY_PER_CHAT, REPLAY_TOTAL, REPLAY_NEW_PER_CHAT, REPLAY_NEW_TOTAL));

  private ReplayVariables() {}

  static CatchUpBounds read(Variables variables) {
    return new CatchUpBounds(
        variables.get(REPLAY_PER_CHAT),
        variables.get(REPLAY_TOTAL),
        variables.get(REPLAY_NEW_PER_CHAT),
        variables.get(REPLAY_NEW_TOTAL));
  }

  private static Variable<Integer> messages(String name, String which, int usual) {
    return Variable.integer(name, "the number of messages to send " + which, usual, 0, MAX);
  }
}
