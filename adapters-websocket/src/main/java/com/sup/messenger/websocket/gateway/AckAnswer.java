package com.sup.messenger.websocket.gateway;

import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.gateway.EventDispatcher;
import com.sup.messenger.websocket.socketio.Ack;
import java.util.function.Consumer;

/// Answers an event by the acknowledgement of its packet, if the client asked for one.
///
/// @param outcome is called with `ok`, or with the code of the refusal
record AckAnswer(Ack ack, EventCodec codec, Consumer<String> outcome)
    implements EventDispatcher.Answer {

  @Override
  public void success(Reply reply) {
    ack.send(codec.success(reply));
    outcome.accept("ok");
  }

  @Override
  public boolean failure(ServerEvent.Failed failed) {
    outcome.accept(failed.code().name());
    if (ack.isPresent()) {
      ack.send(codec.failure(failed));
    }
    return ack.isPresent();
  }
}
