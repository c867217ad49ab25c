package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.DurableTimers;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reminders in this process. Their number is that of the calls, and of the users who have just
/// gone.
public final class MemoryDurableTimers implements DurableTimers {

  private final Map<Reminder, Instant> dues = new HashMap<>();

  @Override
  public synchronized void set(Reminder reminder, Instant due) {
    dues.put(reminder, due);
  }

  @Override
  public synchronized void setIfEarlier(Reminder reminder, Instant due) {
    dues.merge(reminder, due, (known, other) -> known.isAfter(other) ? other : known);
  }

  @Override
  public synchronized void cancel(Reminder reminder) {
    dues.remove(reminder);
  }

  @Override
  public synchronized List<Reminder> due(Instant now, int limit) {
    List<Reminder> due =
        dues.entrySet().stream()
            .filter(entry -> !entry.getValue().isAfter(now))
            .sorted(Comparator.comparing(Map.Entry::getValue))
            .limit(limit)
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(reminder -> dues.put(reminder, now.plus(HOLD)));
    return due;
  }
}
