package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;

/// Runs clients that talk and drop while something fails. Runs `-Dsup.faults.rounds=5` rounds of
/// `-Dsup.faults.seconds=20`. With `-Dsup.faults.only=REDIS_PAUSED`, runs one fault alone.
///
/// A quiet machine answers each event within 2.2 s. `-Dsup.faults.answer=2200` requires that. On a
/// busy machine, an answer may take longer.
final class FaultRounds {

  private static final int ROUNDS = Integer.getInteger("sup.faults.rounds", 1);
  private static final String SECONDS = Integer.getInteger("sup.faults.seconds", 5).toString();
  private static final String ONLY = System.getProperty("sup.faults.only", "");

  /// Milliseconds without faults before the clients ask for the presence of others.
  private static final String REST_MS = Integer.getInteger("sup.faults.rest", 0) + "000";

  /// The number of messages that a client sends at once.
  private static final String BURST = "10";

  /// The greatest time, in ms, of an answer on a connection that stays. Clients measure up to 10 s.
  private static final int ANSWER_MS = Integer.getInteger("sup.faults.answer", 9_999);

  private static final String CLIENTS = "15";
  private static final String CHATS = "6";
  private static final String DROP_PACE_MS = "4000";

  /// Makes something fail, and mends it if necessary.
  interface Fault {
    void happens() throws Exception;
  }

  private FaultRounds() {}

  /// Runs the rounds. Fails if a message is lost, doubled or out of order.
  ///
  /// @param mayRepeat as in [Churn#of]
  static void run(String name, int port, boolean mayRepeat, Fault fault) throws Exception {
    assumeTrue(ONLY.isEmpty() || ONLY.equals(name));
    List<String> faults = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      String prefix = name + "-" + round;
      Churn churn = round(prefix, port, mayRepeat, fault);
      churn.history().faults().forEach(line -> faults.add(prefix + ": " + line));
    }
    assertThat(faults).isEmpty();
  }

  private static Churn round(String prefix, int port, boolean mayRepeat, Fault fault)
      throws Exception {
    String way = "mixed";
    try (ChildProcess node =
        NodeProcess.run(
            "churn.js",
            "" + port,
            CLIENTS,
            CHATS,
            SECONDS,
            way,
            DROP_PACE_MS,
            prefix,
            "" + port,
            REST_MS,
            BURST)) {
      node.await("\"ready\"");
      node.await("\"acknowledged\"");
      fault.happens();
      Churn churn = Churn.of(node, mayRepeat);
      System.out.printf("%s: %s%n", prefix, churn);
      assertThat(churn.history().messages()).isPositive();
      assertThat(churn.end().path("slowestAnswer").asInt()).as(prefix).isBetween(1, ANSWER_MS);
      assertThat(churn.end().path("missing")).as("%s: missing users", prefix).isEmpty();
      return churn;
    }
  }
}
