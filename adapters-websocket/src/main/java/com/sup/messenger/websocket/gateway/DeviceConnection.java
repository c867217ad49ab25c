package com.sup.messenger.websocket.gateway;

import com.sup.messenger.application.Actor;
import com.sup.messenger.application.Arrival;
import com.sup.messenger.application.Connection;
import com.sup.messenger.application.Delivery;
import com.sup.messenger.application.SentLog;
import com.sup.messenger.application.port.Snapshot;
import com.sup.messenger.websocket.socketio.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A device behind a Socket.IO socket.
final class DeviceConnection implements Connection {

  private final Socket socket;
  private final Actor actor;
  private final String recoveryKey;
  private final Arrival arrival;
  private final SentLog sent;
  private final EventCodec codec;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  DeviceConnection(
      Socket socket,
      Actor actor,
      String recoveryKey,
      Arrival arrival,
      SentLog sent,
      EventCodec codec) {
    this.socket = socket;
    this.actor = actor;
    this.recoveryKey = recoveryKey;
    this.arrival = arrival;
    this.sent = sent;
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
  public String recoveryKey() {
    return recoveryKey;
  }

  @Override
  public List<Snapshot.Sent> sent() {
    return sent.entries();
  }

  /// How the device has come in.
  Arrival arrival() {
    return arrival;
  }

  Socket socket() {
    return socket;
  }

  /// Done when the application has forgotten the connection.
  CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void send(Delivery delivery) {
    var encoded = delivery.encodedBy(() -> codec.encode(delivery));
    // One lock for both, so that the log has the order of the wire.
    synchronized (sent) {
      sent.add(delivery, System.nanoTime());
      socket.emit(encoded);
    }
  }
}
