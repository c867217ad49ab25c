package com.sup.messenger.listener;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;

/// A connection in the form of Helidon's socket.
record ConnectionSocket(TcpConnection connection) implements HelidonSocket {

  @Override
  public void close() {
    connection.cut();
  }

  @Override
  public void idle() {}

  @Override
  public boolean isConnected() {
    return connection.isConnected();
  }

  @Override
  @Deprecated
  @SuppressWarnings("removal")
  public int read(BufferData buffer) {
    throw new UnsupportedOperationException("read by the reader of the connection");
  }

  @Override
  public byte[] get() {
    throw new UnsupportedOperationException("read by the reader of the connection");
  }

  @Override
  public void write(BufferData buffer) {
    connection.write(buffer.readBytes());
  }

  @Override
  public PeerInfo remotePeer() {
    return connection.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return connection.localPeer();
  }

  @Override
  public boolean isSecure() {
    return connection.isSecure();
  }

  @Override
  public String socketId() {
    return connection.socketId();
  }

  @Override
  public String childSocketId() {
    return connection.childSocketId();
  }
}
