package com.sup.messenger.application.message;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.event.ClientEvent.SignalChat;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent.ChatSignalled;
import com.sup.messenger.application.fanout.Memberships;
import com.sup.messenger.application.limit.Costs;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.domain.RefusedException;

/// Chat signals: news of an application for the devices of a chat's members that are connected now.
///
/// A signal is kept nowhere. A device that is away never gets it, and a slow one may miss it.
public final class ChatSignals {

  private final ChatDirectory directory;
  private final Memberships memberships;
  private final EventBus bus;
  private final Costs costs;

  public ChatSignals(ChatDirectory directory, Memberships memberships, EventBus bus, Costs costs) {
    this.directory = directory;
    this.memberships = memberships;
    this.bus = bus;
    this.costs = costs;
  }

  /// Sends a signal to all connections of the members, except the one that it comes from. It costs
  /// its bytes for each member, as a message does.
  ///
  /// @throws RefusedException `CHAT_NOT_FOUND` if the user is no member, `RATE_LIMIT_EXCEEDED` if
  ///     the limit of fan-out is spent
  public Reply send(Connection connection, SignalChat event) {
    Actor actor = connection.actor();
    costs.require(actor.user(), Costs.Kind.FANOUT);
    memberships.require(actor.user(), event.chatId());
    long members = directory.size(event.chatId());
    ChatSignalled signal =
        new ChatSignalled(
            event.chatId(), actor.user(), actor.device(), event.type(), event.encryptedContent());
    Topic topic = new Topic.Chat(event.chatId());
    bus.publish(new Envelope(topic, new Signal.Show(signal), connection.origin()));
    costs.owe(actor.user(), Costs.Kind.FANOUT, event.encryptedContent().weight() * members);
    return new Reply.Done();
  }
}
