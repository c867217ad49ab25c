package com.sup.messenger.application.trace;

import com.sup.messenger.application.port.bus.FrameNote;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The notes of one trace at one instance that wait to be published. Safe for use by many threads.
final class FrameTap {

  /// The most notes that wait. Further ones are only counted.
  static final int MAX_NOTES = 500;

  /// Notes, and the number of those that had no room.
  record Batch(List<FrameNote> notes, long dropped) {}

  private final String asker;
  private final UserId user;
  private List<FrameNote> notes = new ArrayList<>();
  private long dropped;
  private volatile Instant until;

  /// @param asker the instance that asks for the frames
  FrameTap(String asker, UserId user, Instant until) {
    this.asker = asker;
    this.user = user;
    this.until = until;
  }

  String asker() {
    return asker;
  }

  boolean isOf(UserId other) {
    return user.equals(other);
  }

  void renew(Instant end) {
    until = end;
  }

  boolean isOver(Instant now) {
    return !now.isBefore(until);
  }

  /// Adds a note. Returns true if it is the first one of a batch, which is to be published soon.
  synchronized boolean add(FrameNote note) {
    if (notes.size() == MAX_NOTES) {
      dropped++;
      return false;
    }
    notes.add(note);
    return notes.size() == 1;
  }

  /// Takes what waits.
  synchronized Batch take() {
    Batch batch = new Batch(notes, dropped);
    notes = new ArrayList<>();
    dropped = 0;
    return batch;
  }

  /// Counts a batch that could not be published.
  synchronized void lose(Batch batch) {
    dropped += batch.notes().size() + batch.dropped();
  }
}
