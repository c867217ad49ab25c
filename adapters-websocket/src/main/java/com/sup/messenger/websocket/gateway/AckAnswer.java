package com.sup.messenger.websocket.gateway;

import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.gateway.EventDispatcher;
import com.sup.messenger.websocket.socketio.Ack;

/// Answers an event by the acknowledgement of its packet, if the client asked for one.
record AckAnswer(Ack ack, EventCodec codec) implements EventDispatcher.Answer {

  @Override
  public void success(Reply reply) {
    ack.send(codec.success(reply));
  }

  @Override
  public boolean failure(ServerEvent.Failed failed) {
    if (ack.isPresent()) {
      ack.send(codec.failure(failed));
    }
    return ack.isPresent();
  }
}
