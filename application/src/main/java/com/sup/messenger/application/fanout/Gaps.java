package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Pages;
import com.sup.messenger.application.port.Scheduler;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.preference.Block;
import com.sup.messenger.domain.presence.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Fills gaps: reads from the stores the signals that the bus has lost.
///
/// A topic is read again soon after a gap is noted, and again until the store answers. All followed
/// topics are read again in [#round]. The notes are bounded by the followed topics.
public final class Gaps {

  /// The time for which gaps are gathered: many topics have one at the same time, and are read
  /// together.
  private static final Duration GATHERING = Duration.ofMillis(50);

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int BATCH = 500;

  private final Ports ports;
  private final Fanout fanout;
  private final Scheduler scheduler;
  private final Consumer<UserId> onUserGap;
  private final Set<Topic> noted = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean pending = new AtomicBoolean();
  private final AtomicLong filled = new AtomicLong();

  /// Creates the use case.
  ///
  /// @param onUserGap is called with each user whose topic has a gap
  public Gaps(Ports ports, Fanout fanout, Scheduler scheduler, Consumer<UserId> onUserGap) {
    this.ports = ports;
    this.fanout = fanout;
    this.scheduler = scheduler;
    this.onUserGap = onUserGap;
  }

  /// Notes that a topic may have lost signals. Never blocks.
  public void note(Topic topic) {
    noted.add(topic);
    fillAfter(GATHERING);
  }

  private void fillAfter(Duration delay) {
    if (!pending.getAndSet(true)) {
      scheduler.after(delay, this::fillNoted);
    }
  }

  private void fillNoted() {
    pending.set(false);
    List<Topic> topics = List.copyOf(noted);
    topics.forEach(noted::remove);
    try {
      fill(topics);
    } catch (UnavailableException _) {
      noted.addAll(topics);
      fillAfter(RETRY);
    }
  }

  /// Reads again every chat and every presence that is followed here.
  public void round() {
    fill(fanout.topics().stream().filter(topic -> !(topic instanceof Topic.User)).toList());
  }

  private void fill(Collection<Topic> topics) {
    List<ChatId> chats = new ArrayList<>();
    List<UserId> presences = new ArrayList<>();
    List<UserId> users = new ArrayList<>();
    for (Topic topic : topics) {
      switch (topic) {
        case Topic.Chat(var chat) -> chats.add(chat);
        case Topic.Presence(var user) -> presences.add(user);
        case Topic.User(var user) -> users.add(user);
        // Typing is soon over or repeated, and a canary is followed by the next.
        case Topic.Viewers _, Topic.Instance _ -> {}
      }
    }
    Pages.of(chats, BATCH).forEach(this::fillChats);
    Pages.of(presences, BATCH).forEach(this::fillPresences);
    users.forEach(onUserGap);
  }

  private void fillPresences(List<UserId> users) {
    Map<UserId, Set<UserId>> followers =
        users.stream().collect(Collectors.toMap(user -> user, fanout::presenceFollowers));
    Map<UserId, Map<UserId, Block>> blocks = ports.preferenceStore().blocks(followers);
    for (Presence read : ports.presenceStore().of(users)) {
      fanout.catchUp(read, blocks.getOrDefault(read.user(), Map.of()).keySet());
    }
  }

  private void fillChats(List<ChatId> chats) {
    ports
        .messageLog()
        .heads(chats)
        .forEach((chat, head) -> filled.addAndGet(fanout.catchUp(chat, head.position())));
  }

  /// Returns the number of messages that the bus had lost and that were delivered.
  public long filled() {
    return filled.get();
  }
}
