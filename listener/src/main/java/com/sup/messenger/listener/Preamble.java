package com.sup.messenger.listener;

import com.sup.messenger.listener.wire.Link;
import com.sup.messenger.listener.wire.PlainWire;
import com.sup.messenger.listener.wire.ProxyHeader;
import com.sup.messenger.listener.wire.TlsWire;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The beginning of a connection, before its first request: the header of a trusted proxy, and TLS.
///
/// For the thread of the connection.
final class Preamble implements TlsWire.Waits {

  private final Listener listener;
  private final Link link;
  private final Input input;

  Preamble(Listener listener, Link link, Input input) {
    this.listener = listener;
    this.link = link;
    this.input = input;
  }

  /// Reads it, and leaves the link ready for requests.
  ///
  /// @return the client: the peer, or the one that the header of a trusted proxy names
  /// @throws IOException if the peer breaks one of the protocols, or ends the connection
  Peer read(Peer peer) throws IOException {
    Peer client = peer;
    byte[] rest = {};
    if (listener.proxies().contains(peer.address().getAddress())) {
      ProxyHeader header = ProxyHeader.read(this::readRaw);
      client = header.client().map(Peer::new).orElse(peer);
      rest = header.rest();
    }
    if (listener.tls().isPresent()) {
      shakeHands(listener.tls().get(), rest);
    } else if (rest.length > 0) {
      byte[] first = rest;
      link.carryBy(_ -> new PlainWire(link.channel(), first));
    }
    return client;
  }

  private void shakeHands(TlsServer server, byte[] first) throws IOException {
    TlsWire tls = new TlsWire(link.channel(), server.engine(), link.writing(), first);
    link.carryBy(_ -> tls);
    tls.handshake(this);
  }

  @Override
  public void forInput() throws IOException {
    input.await();
  }

  @Override
  public void forRoom() throws IOException {
    link.forRoom();
  }

  private int readRaw(ByteBuffer into) throws IOException {
    int count = link.channel().read(into);
    while (count == 0) {
      input.await();
      count = link.channel().read(into);
    }
    return count;
  }
}
