package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Pages;
import com.sup.messenger.application.port.Alarms;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Makes good what the bus has lost, from where the truth is kept.
///
/// A topic is read again soon after a gap is noted, and as often as it takes where what is read is
/// unavailable; everything that is followed is read again in [#round]. As large as what is
/// followed.
public final class Gaps {

  /// Many topics have their gap at the same time: so they are read together.
  private static final Duration GATHERING = Duration.ofMillis(50);

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int BATCH = 500;

  private final Ports ports;
  private final Fanout fanout;
  private final Alarms alarms;
  private final Consumer<UserId> onUserGap;
  private final Set<Topic> noted = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean pending = new AtomicBoolean();
  private final AtomicLong filled = new AtomicLong();

  /// @param onUserGap reads again what concerns a user
  public Gaps(Ports ports, Fanout fanout, Alarms alarms, Consumer<UserId> onUserGap) {
    this.ports = ports;
    this.fanout = fanout;
    this.alarms = alarms;
    this.onUserGap = onUserGap;
  }

  /// Something of the topic may be lost; never blocks.
  public void note(Topic topic) {
    noted.add(topic);
    fillAfter(GATHERING);
  }

  private void fillAfter(Duration delay) {
    if (!pending.getAndSet(true)) {
      alarms.after(delay, this::fillNoted);
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
        // Who types is soon over, or said again; a canary is followed by the next.
        case Topic.Viewers _, Topic.Instance _ -> {}
      }
    }
    Pages.of(chats, BATCH).forEach(this::fillChats);
    Pages.of(presences, BATCH)
        .forEach(batch -> ports.presenceBoard().of(batch).forEach(fanout::catchUp));
    users.forEach(onUserGap);
  }

  private void fillChats(List<ChatId> chats) {
    ports
        .messageLog()
        .heads(chats)
        .forEach((chat, head) -> filled.addAndGet(fanout.catchUp(chat, head)));
  }

  /// How many messages have been delivered that the bus had lost.
  public long filled() {
    return filled.get();
  }
}
