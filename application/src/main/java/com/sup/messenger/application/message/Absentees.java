package com.sup.messenger.application.message;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.port.Alarms;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Posted;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Hands messages on for push to the members who have no device connected.
///
/// No sender waits for it: messages are gathered for a moment, and then it is asked once for each
/// chat who is away. At the bounds, and where a dependency is away, messages are left out: whoever
/// comes back receives them all the same. Of a message that is too long for a push, the content and
/// the metadata stay behind, and are to be had by `chat:sync`.
public final class Absentees {

  private static final System.Logger LOG = System.getLogger(Absentees.class.getName());

  private static final Duration GATHERING = Duration.ofMillis(100);
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_WEIGHT = 16 * 1024 * 1024;

  private static final int MAX_CONTENT = 3 * 1024;

  private final Ports ports;
  private final Fanout fanout;
  private final Alarms alarms;
  private final ArrayDeque<Posted> waiting = new ArrayDeque<>();
  private long weight;
  private long leftOut;
  private boolean working;

  public Absentees(Ports ports, Fanout fanout, Alarms alarms) {
    this.ports = ports;
    this.fanout = fanout;
    this.alarms = alarms;
  }

  /// A message has been stored; never blocks.
  synchronized void posted(Posted posted) {
    if (waiting.size() == MAX_WAITING || weight + posted.message().weight() > MAX_WEIGHT) {
      leftOut++;
      return;
    }
    waiting.add(posted);
    weight += posted.message().weight();
    if (!working) {
      working = true;
      alarms.after(GATHERING, this::work);
    }
  }

  private void work() {
    take().forEach(this::tryPush);
    synchronized (this) {
      working = !waiting.isEmpty();
      if (working) {
        alarms.after(GATHERING, this::work);
      }
    }
  }

  private synchronized Map<ChatId, List<Posted>> take() {
    if (leftOut > 0) {
      LOG.log(System.Logger.Level.WARNING, "{0} messages were not handed on for push", leftOut);
    }
    Map<ChatId, List<Posted>> byChat =
        waiting.stream()
            .collect(
                Collectors.groupingBy(
                    posted -> posted.message().chatId(), LinkedHashMap::new, Collectors.toList()));
    waiting.clear();
    weight = 0;
    leftOut = 0;
    return byChat;
  }

  private void tryPush(ChatId chat, List<Posted> messages) {
    try {
      push(chat, messages);
    } catch (UnavailableException _) {
      synchronized (this) {
        leftOut += messages.size();
      }
    }
  }

  private void push(ChatId chat, List<Posted> messages) {
    Set<UserId> members = new HashSet<>(ports.chatDirectory().members(chat));
    // Of those who are connected here, nobody else need be asked.
    fanout
        .followersOf(new Topic.Chat(chat))
        .forEach(connection -> members.remove(connection.actor().user()));
    Set<UserId> absent = members.isEmpty() ? Set.of() : ports.roster().absent(members);
    for (Posted message : messages) {
      Set<UserId> receivers = new HashSet<>(absent);
      receivers.remove(message.sender().id());
      if (!receivers.isEmpty()) {
        ports.pushOutbox().add(receivers, forPush(message));
      }
    }
  }

  /// No push carries much, and there is an entry for each of the receivers.
  private static ServerEvent forPush(Posted posted) {
    return new ServerEvent.MessageNew(posted.message().abridged(MAX_CONTENT), posted.sender());
  }
}
