package com.sup.messenger.websocket.gateway;

import com.sup.messenger.application.Actor;
import com.sup.messenger.application.Connection;
import com.sup.messenger.application.Delivery;
import com.sup.messenger.websocket.socketio.Socket;

/// A device behind a Socket.IO socket.
final class DeviceConnection implements Connection {

  private final Socket socket;
  private final Actor actor;
  private final EventCodec codec;

  DeviceConnection(Socket socket, Actor actor, EventCodec codec) {
    this.socket = socket;
    this.actor = actor;
    this.codec = codec;
  }

  @Override
  public String id() {
    return socket.id();
  }

  @Override
  public Actor actor() {
    return actor;
  }

  @Override
  public void send(Delivery delivery) {
    socket.emit(delivery.encodedBy(codec::encode));
  }
}
