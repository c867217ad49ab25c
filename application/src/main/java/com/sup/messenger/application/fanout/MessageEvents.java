package com.sup.messenger.application.fanout;

import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.event.ServerEvent.MessageDeleted;
import com.sup.messenger.application.event.ServerEvent.MessageUpdated;
import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.Signal;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import org.jspecify.annotations.Nullable;

/// The events that show messages and receipts of a chat to clients.
public final class MessageEvents {

  private MessageEvents() {}

  /// Returns the event that shows a message to clients.
  public static ServerEvent.MessageNew shown(Posted posted) {
    return new ServerEvent.MessageNew(posted.message(), posted.sender());
  }

  /// Returns the connection that has sent the message; null for a back-end.
  static Envelope.@Nullable Origin origin(Posted posted) {
    return posted.connectionId() == null
        ? null
        : new Envelope.Origin(posted.sender().id(), posted.connectionId());
  }

  /// Returns the event that shows another version of a message.
  static ServerEvent changed(Posted posted) {
    return switch (posted.message()) {
      case Message message -> new MessageUpdated(message, posted.sender());
      case DeletedMessage message -> MessageDeleted.of(message);
    };
  }

  /// Returns the event that shows a receipt.
  ///
  /// @param message the newest message of the reader of the event that it covers
  static ServerEvent receipt(ChatId chat, Signal.ReceiptMoved moved, MessageId message) {
    return moved.read()
        ? new ServerEvent.Read(message, chat, moved.user(), moved.at())
        : new ServerEvent.Delivered(message, chat, moved.user(), moved.at());
  }
}
