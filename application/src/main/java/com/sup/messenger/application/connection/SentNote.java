package com.sup.messenger.application.connection;

import com.sup.messenger.application.event.ServerEvent;
import java.util.concurrent.atomic.AtomicInteger;

/// An event that connections may be sent again. All connections that note it share one object.
public final class SentNote {

  /// The bytes of an event besides the texts of clients.
  private static final long BASE = 256;

  private final String offset;
  private final ServerEvent event;
  private final long weight;
  private final AtomicInteger holders = new AtomicInteger();

  SentNote(String offset, ServerEvent event) {
    this.offset = offset;
    this.event = event;
    this.weight = weight(event);
  }

  String offset() {
    return offset;
  }

  ServerEvent event() {
    return event;
  }

  /// Returns about how many bytes the event holds.
  public long weight() {
    return weight;
  }

  /// Returns about how many bytes an event holds.
  public static long weight(ServerEvent event) {
    return BASE
        + switch (event) {
          case ServerEvent.MessageNew message -> message.message().weight();
          case ServerEvent.MessageUpdated message -> message.message().weight();
          case ServerEvent.ChatState state -> weight(state);
          case ServerEvent.ChatSignalled signal -> signal.encryptedContent().weight();
          case ServerEvent.CallIncoming call -> call.offer().json().length();
          case ServerEvent.CallAnswered call -> call.answer().json().length();
          case ServerEvent.CallRenegotiated call -> call.description().weight();
          case ServerEvent.CandidateOffered call -> call.candidate().json().length();
          default -> 0;
        };
  }

  private static long weight(ServerEvent.ChatState state) {
    return BASE * (state.receipts().size() + state.reactions().size() + state.deleted().size())
        + state.reactions().stream().mapToLong(r -> BASE * r.reactions().size()).sum()
        + state.updated().stream().mapToLong(u -> BASE + u.message().weight()).sum();
  }

  /// Counts a connection that holds it.
  void hold(SentBudget budget) {
    if (holders.getAndIncrement() == 0) {
      budget.count(weight);
    }
  }

  /// Counts a connection that no longer holds it.
  void release(SentBudget budget) {
    if (holders.decrementAndGet() == 0) {
      budget.count(-weight);
    }
  }
}
