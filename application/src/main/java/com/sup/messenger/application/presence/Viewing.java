package com.sup.messenger.application.presence;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Concurrently;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Pages;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.MemberJoined;
import com.sup.messenger.application.event.ServerEvent.MemberLeft;
import com.sup.messenger.application.fanout.CatchUp;
import com.sup.messenger.application.fanout.Fanout;
import com.sup.messenger.application.fanout.HeadBound;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.message.UnreadCounts;
import com.sup.messenger.application.port.ConnectionRegistry;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.spi.Ports;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Membership;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Receipt;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// The viewers of chats. They receive typing, and their users are the active members.
///
/// An invisible device is a viewer that nobody sees: it receives typing and does not count.
public final class Viewing {

  /// The most chats that a connection enters at a time.
  private static final int AT_ONCE = 20;

  private final Ports ports;
  private final Memberships memberships;
  private final CatchUp catchUp;
  private final UnreadCounts unread;
  private final HeadBound bound;
  private final Presences presences;
  private final Fanout fanout;
  private final InstantSource clock;

  public Viewing(
      Ports ports,
      Memberships memberships,
      CatchUp catchUp,
      UnreadCounts unread,
      HeadBound bound,
      Presences presences,
      Fanout fanout,
      InstantSource clock) {
    this.ports = ports;
    this.memberships = memberships;
    this.catchUp = catchUp;
    this.unread = unread;
    this.bound = bound;
    this.presences = presences;
    this.fanout = fanout;
    this.clock = clock;
  }

  /// Makes a connection a viewer of a chat. After the return, all events of the chat reach it.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` if its user may not enter
  public Reply join(Connection connection, ChatId chat) {
    Reply.JoinedChat joined = view(connection, chat);
    return new Reply.ChatJoined(chat, joined.headSeq(), joined.readSeq(), joined.unread());
  }

  private Reply.JoinedChat view(Connection connection, ChatId chat) {
    UserId user = connection.actor().user();
    // First, as a stranger must not become a viewer.
    Membership membership = memberships.enter(connection, chat);
    // The entry changes no count, so they are read beside it.
    Future<?> entering = Concurrently.run(() -> enter(connection, chat, membership));
    return Concurrently.with(List.of(entering), () -> counts(user, chat, membership));
  }

  private Reply.JoinedChat counts(UserId user, ChatId chat, Membership membership) {
    long head = ports.messageLog().head(chat);
    Receipt receipt = ports.receiptStore().of(chat, user);
    long left = unread.of(user, chat, membership, receipt.read());
    long read = bound.within(chat, receipt.read(), new Position(head, 0));
    return new Reply.JoinedChat(chat, head, read, left);
  }

  private void enter(Connection connection, ChatId chat, Membership membership) {
    catchUp.ensure(connection, chat, membership);
    enter(connection, chat);
    // A departure since the check has found no viewer to remove.
    if (!fanout.reaches(connection, chat)
        && !ports.chatDirectory().isMember(chat, connection.actor().user())) {
      exit(connection, chat);
      throw RefusedException.chatNotFound();
    }
  }

  private void enter(Connection connection, ChatId chat) {
    fanout.follow(connection, new Topic.Viewers(chat));
    count(connection, chat, presences.isHidden(connection));
  }

  private void count(Connection connection, ChatId chat, boolean hidden) {
    if (hidden) {
      // A session that was handed over is still counted.
      exit(connection.origin(), chat);
      return;
    }
    Actor actor = connection.actor();
    if (ports.viewers().enter(chat, actor.user(), connection.id())) {
      tell(chat, new MemberJoined(chat, actor.user(), clock.instant()), connection.origin());
    }
  }

  /// Makes a continued session a viewer again, if its user is still a member.
  public void resume(Connection connection, ChatId chat) {
    if (ports.chatDirectory().isMember(chat, connection.actor().user())) {
      enter(connection, chat);
    } else {
      // A session that was handed over is still counted as a viewer.
      exit(connection, chat);
    }
  }

  /// Makes a connection a viewer of several chats, and returns those that its user may not enter.
  public Reply joinAll(Connection connection, List<ChatId> chats) {
    List<Reply.JoinedChat> joined = new ArrayList<>();
    List<Reply.FailedChat> failed = new ArrayList<>();
    for (List<ChatId> some : Pages.of(chats, AT_ONCE)) {
      // No chat waits for another. The answer has the order of the question.
      List<Callable<Runnable>> entries =
          some.stream()
              .<Callable<Runnable>>map(chat -> () -> joined(connection, chat, joined, failed))
              .toList();
      Concurrently.call(entries).forEach(Runnable::run);
    }
    return new Reply.ChatsJoined(joined.size(), joined, failed);
  }

  /// Makes a connection a viewer of a chat.
  ///
  /// @return adds the chat to one of the lists
  private Runnable joined(
      Connection connection,
      ChatId chat,
      List<Reply.JoinedChat> joined,
      List<Reply.FailedChat> failed) {
    try {
      Reply.JoinedChat viewed = view(connection, chat);
      return () -> joined.add(viewed);
    } catch (RefusedException e) {
      return () -> failed.add(new Reply.FailedChat(chat, e.refusal()));
    }
  }

  /// Ends a connection's view of a chat.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` if its user is no member
  public Reply leave(Connection connection, ChatId chat) {
    memberships.require(connection.actor().user(), chat);
    exit(connection, chat);
    return new Reply.ChatLeft(chat);
  }

  /// Returns the active members of a chat.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` if the user is no member
  public Reply active(Actor actor, ChatId chat) {
    memberships.require(actor.user(), chat);
    Set<UserId> users = ports.viewers().of(chat);
    return new Reply.ActiveMembers(chat, users, users.size());
  }

  /// Counts an open connection again as a viewer of its chats, in case the store has lost it.
  public void reenter(Connection connection) {
    for (ChatId chat : viewedBy(connection)) {
      count(connection, chat, presences.isHidden(connection));
      // It may have left or become invisible meanwhile.
      if (!viewedBy(connection).contains(chat) || presences.isHidden(connection)) {
        exit(connection.origin(), chat);
      }
    }
  }

  private static Set<ChatId> viewedBy(Connection connection) {
    return connection.state().topics().stream()
        .filter(Topic.Viewers.class::isInstance)
        .map(topic -> ((Topic.Viewers) topic).chatId())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Counts a connection as a viewer of its chats, or no more, as its device becomes visible or
  /// invisible. May be repeated.
  public void count(Connection connection, boolean hidden) {
    viewedBy(connection).forEach(chat -> count(connection, chat, hidden));
  }

  /// Returns the chats that a connection that has ended looked at.
  public Set<ChatId> lookedAtBy(ConnectionRegistry.Entry gone) {
    return ports.viewers().lookedAtBy(gone.user(), gone.connectionId());
  }

  /// Removes a connection that has ended from the viewers of its chats.
  public void leave(ConnectionRegistry.Entry gone, Set<ChatId> chats) {
    if (chats.isEmpty()) {
      return;
    }
    Set<ChatId> left = ports.viewers().exit(chats, gone.user(), gone.connectionId());
    // It is out of all chats now, so they can be forgotten beside the news.
    Future<?> forgetting =
        Concurrently.run(() -> ports.viewers().forget(gone.user(), gone.connectionId()));
    Concurrently.with(List.of(forgetting), () -> tellGone(gone, left));
  }

  private Set<ChatId> tellGone(ConnectionRegistry.Entry gone, Set<ChatId> chats) {
    Envelope.Origin cause = new Envelope.Origin(gone.user(), gone.connectionId());
    ports
        .eventBus()
        .publish(
            chats.stream()
                .map(chat -> shown(chat, new MemberLeft(chat, gone.user(), clock.instant()), cause))
                .toList());
    return chats;
  }

  /// Removes a connection from the viewers of a chat, if it is one.
  public void exit(Connection connection, ChatId chat) {
    fanout.unfollow(connection, new Topic.Viewers(chat));
    exit(connection.origin(), chat);
  }

  private void exit(Envelope.Origin gone, ChatId chat) {
    if (ports.viewers().exit(chat, gone.user(), gone.connectionId())) {
      tell(chat, new MemberLeft(chat, gone.user(), clock.instant()), gone);
    }
  }

  private void tell(ChatId chat, ServerEvent event, Envelope.Origin cause) {
    ports.eventBus().publish(shown(chat, event, cause));
  }

  private static Envelope shown(ChatId chat, ServerEvent event, Envelope.Origin cause) {
    return new Envelope(new Topic.Viewers(chat), new Signal.Show(event), cause);
  }
}
