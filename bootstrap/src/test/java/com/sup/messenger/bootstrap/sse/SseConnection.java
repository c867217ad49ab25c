package com.sup.messenger.bootstrap.sse;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Delivery;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.gateway.GatewayConnection;
import com.sup.messenger.application.port.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One stream of a device. Its session cannot be resumed. The client is sent the events that it
/// missed by the delivered cursor of its device.
final class SseConnection extends GatewayConnection<byte[]> {

  static final String TRANSPORT = "sse";

  /// The most events that wait for the client. One over it ends the connection.
  private static final int MAX_WAITING = 2_000;

  private static final byte[] PING = {':', '\n', '\n'};

  private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final String address;
  private volatile boolean ending;
  private volatile boolean cut;

  SseConnection(
      Actor actor,
      String key,
      String address,
      InstantSource clock,
      Delivery.Encoder<byte[]> encoder) {
    super(actor, key, 0, encoder, clock);
    this.address = address;
  }

  /// Writes the events that come, until the connection is to end.
  ///
  /// @param eachSecond called about once a second
  void write(OutputStream out, Runnable eachSecond) throws IOException, InterruptedException {
    long last = System.nanoTime();
    while (!cut && !(ending && waiting.isEmpty())) {
      byte[] frame = waiting.poll(1, TimeUnit.SECONDS);
      out.write(frame == null ? PING : frame);
      out.flush();
      if (System.nanoTime() - last >= 1_000_000_000L) {
        last = System.nanoTime();
        eachSecond.run();
      }
    }
  }

  @Override
  protected void queue(Delivery delivery, byte[] frame) {
    stay();
    if (!waiting.offer(frame)) {
      cut();
    }
  }

  @Override
  public void end(Ending reason) {
    reason.farewell().ifPresent(this::send);
    ending = true;
    wake();
  }

  @Override
  public void cut() {
    cut = true;
    wake();
  }

  // A full queue is awake.
  private boolean wake() {
    return waiting.offer(PING);
  }

  @Override
  public String transport() {
    return TRANSPORT;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public List<Snapshot.Sent> sent() {
    return List.of();
  }
}
