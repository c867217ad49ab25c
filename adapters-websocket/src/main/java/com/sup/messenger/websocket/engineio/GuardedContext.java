package com.sup.messenger.websocket.engineio;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/// A connection that is read [strictly][StrictReader], and whose failures are its end and nothing
/// else: Helidon logs the query of a request that it could not answer, and tokens stand there.
///
/// @param connection as Helidon has it, of which nothing has been read
record GuardedContext(ConnectionContext connection, DataReader dataReader, DataWriter dataWriter)
    implements ConnectionContext {

  static GuardedContext of(ConnectionContext connection) {
    HelidonSocket socket = connection.serverSocket();
    return new GuardedContext(
        connection,
        new StrictReader(() -> endingAtFailure(socket)),
        new Writer(connection.dataWriter()));
  }

  private static <T> T endingAtFailure(Supplier<T> input) {
    try {
      return input.get();
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("A connection has failed", e);
    }
  }

  private static void endingAtFailure(Runnable output) {
    try {
      output.run();
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("A connection has failed", e);
    }
  }

  @Override
  public ListenerContext listenerContext() {
    return connection.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return connection.executor();
  }

  @Override
  public Router router() {
    return connection.router();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return connection.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return connection.serverSocket();
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

  private record Writer(DataWriter writer) implements DataWriter {

    @Override
    public void write(BufferData... buffers) {
      endingAtFailure(() -> writer.write(buffers));
    }

    @Override
    public void write(BufferData buffer) {
      endingAtFailure(() -> writer.write(buffer));
    }

    @Override
    public void writeNow(BufferData... buffers) {
      endingAtFailure(() -> writer.writeNow(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
      endingAtFailure(() -> writer.writeNow(buffer));
    }

    @Override
    public void flush() {
      endingAtFailure(writer::flush);
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
