package com.sup.messenger.listener;

import com.sup.messenger.listener.http.AnswerWriter;
import com.sup.messenger.listener.http.Http10;
import com.sup.messenger.listener.http.StrictReader;
import com.sup.messenger.listener.turn.FairShare;
import com.sup.messenger.listener.wire.Link;
import com.sup.messenger.listener.wire.Reactor;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One connection of a [Listener]: HTTP/1.1 first, then the protocol that it is upgraded to.
///
/// It has a thread while it answers requests. After the upgrade, it has one while there is
/// something to read. Methods are for the thread that answers a request, unless they say otherwise.
public final class TcpConnection implements ConnectionContext, ByteBudget.Holder {

  private static final ScopedValue<TcpConnection> CURRENT = ScopedValue.newInstance();

  private final Listener listener;
  private final Link link;
  private final ByteBudget.Account account;
  private final AtomicBoolean working = new AtomicBoolean();
  private final AnswerWriter writer = new AnswerWriter(this::write);
  private final FairShare turn = new FairShare(() -> !isTrusted());
  private final Seat seat;
  private final Input input;
  private final Peer local;
  private Peer remote;
  private @Nullable StrictReader reader;
  private boolean begun;
  private boolean firstRead;
  private boolean last;
  private volatile @Nullable Upgraded upgraded;

  TcpConnection(Listener listener, SocketChannel channel, Reactor reactor, ByteBudget budget)
      throws IOException {
    this.listener = listener;
    this.local = new Peer((InetSocketAddress) channel.getLocalAddress());
    this.remote = new Peer((InetSocketAddress) channel.getRemoteAddress());
    this.account = budget.open(this);
    this.seat = new Seat(this, listener.places(), listener.deadlines());
    this.link = new Link(channel, reactor, this::begin);
    this.input = new Input(link, account, turn);
  }

  /// Returns the connection whose request this thread answers.
  ///
  /// @throws java.util.NoSuchElementException if it answers none
  public static TcpConnection current() {
    return CURRENT.get();
  }

  /// Waits for the first byte without a thread.
  void open() {
    seat.open();
    link.whenInput();
  }

  /// Gives the request that is being answered this time from now on.
  public void allow(Duration time) {
    seat.allow(time);
  }

  /// Gives the request that is being answered the time of any other from now on.
  public void answering() {
    seat.answering();
  }

  /// Begins to answer a request.
  void answering(boolean isHead) {
    writer.begin(isHead);
    answering();
  }

  /// Begins to wait for the next request, unless the connection has been upgraded.
  void answered() {
    if (upgraded == null) {
      input.releaseAll();
    }
    seat.answered();
  }

  /// Cuts a connection that is late.
  void review(long now) {
    if (seat.isLate(now)) {
      cut();
    }
  }

  /// Returns true if the request that is being answered is the last one of the connection.
  boolean isLast() {
    return last || listener.isClosing();
  }

  /// Returns true if there is a request that has not been answered. Safe for any thread.
  boolean isAnswering() {
    return seat.isAnswering();
  }

  /// Returns true if the peer has sent more than has been read.
  boolean hasMore() {
    return reader != null && reader.available() > 0;
  }

  /// Hands the connection to another protocol. The caller throws the returned exception.
  ///
  /// The protocol gets the bytes that were read beyond the request first.
  public CloseConnectionException upgrade(Upgraded next) {
    upgraded = next;
    seat.upgraded();
    return new CloseConnectionException("The request was the last of HTTP");
  }

  /// Marks the client as known, so that the connection makes no room for others. Safe for any
  /// thread.
  ///
  /// Without an upgrade, this ends with the answer: the next request may be another client's.
  public void trust() {
    seat.trust();
  }

  /// Marks the client as not known any more. Safe for any thread.
  public void distrust() {
    seat.distrust();
  }

  @Override
  public boolean isTrusted() {
    return seat.isTrusted();
  }

  /// Returns the turn of the thread of this connection.
  FairShare turn() {
    return turn;
  }

  /// Returns the account of the bytes that come in.
  public ByteBudget.Account account() {
    return account;
  }

  /// Returns the address of the client: the peer's, or the one that trusted proxies name.
  public InetAddress client(Headers headers) {
    return listener
        .proxies()
        .client(remote.address().getAddress(), headers.all(HeaderNames.X_FORWARDED_FOR, List::of));
  }

  /// Writes all bytes. Blocks while the peer reads too slowly. Safe for any thread.
  ///
  /// @throws ServerConnectionException if the connection has ended, or is cut meanwhile
  public void write(byte[] bytes) {
    try {
      link.write(ByteBuffer.wrap(bytes));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Ends the output after the bytes that were written. The peer is still read. Safe for any
  /// thread.
  ///
  /// @throws ServerConnectionException if the connection has ended
  public void finish() {
    link.sayGoodbye();
    try {
      link.channel().shutdownOutput();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Returns the time at which the last bytes had come, by `nanoTime`. Safe for any thread.
  ///
  /// The times of two connections show which had its input first. The order of their threads does
  /// not.
  public long arrival() {
    return link.arrival();
  }

  /// Returns a time, by `nanoTime`, before which the last bytes had not come. It is the time of
  /// their arrival. If they were there when the bytes before them had been handled, it is the time
  /// at which those were read.
  public long receivedAt() {
    return link.receivedAt();
  }

  /// Returns true if a thread is inside a write. Safe for any thread.
  public boolean isWriting() {
    return link.isWriting();
  }

  /// Returns true if the connection has a thread. Safe for any thread.
  public boolean isWorking() {
    return (working.get() && !seat.isLeft()) || link.isWriting();
  }

  /// Ends TCP now, without a last word. Never blocks. Safe for any thread.
  @Override
  public void cut() {
    link.cut();
    begin();
  }

  private void begin() {
    if (!seat.isLeft() && working.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::work);
    }
  }

  private void work() {
    turn.begin();
    try {
      if (!begun && !link.isCut()) {
        begun = true;
        ScopedValue.where(CURRENT, this).run(this::answerRequests);
      }
      Upgraded protocol = upgraded;
      if (protocol == null) {
        end();
      } else {
        read(protocol);
      }
    } catch (RuntimeException | Error e) {
      listener.failed("A connection failed", e);
      end();
    }
  }

  private void answerRequests() {
    try {
      remote = new Preamble(listener, link, input).read(remote);
      reader = new StrictReader(this::receiveRequest);
      listener.answer(this);
    } catch (IOException | ServerConnectionException e) {
      // The peer has left, or did not speak TLS.
      link.cut();
    } catch (InterruptedException e) {
      link.cut();
    }
    if (upgraded == null) {
      linger();
    }
  }

  // A close with unread bytes resets TCP, and a reset may overtake the last answer. So the peer is
  // read for a moment.
  private void linger() {
    if (!link.isCut()) {
      account.releaseAll();
      seat.linger(Listener.LINGER);
      try {
        finish();
        input.throwAway(Listener.LINGER_BYTES);
      } catch (IOException | ServerConnectionException e) {
        // Both sides have ended it.
      }
    }
  }

  /// Waits for bytes.
  ///
  /// @return at least one byte; `null` at the end of the connection
  private byte @Nullable [] receive() {
    try {
      return input.read();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Waits for bytes. Translates the first request if it is one of HTTP/1.0.
  ///
  /// @return at least one byte; `null` at the end of the connection
  private byte @Nullable [] receiveRequest() {
    byte[] bytes = receive();
    if (firstRead || bytes == null) {
      return bytes;
    }
    firstRead = true;
    return Http10.translate(
        bytes, this::receive, local.host() + ":" + local.port(), () -> last = true);
  }

  private static ServerConnectionException failure(IOException e) {
    return new ServerConnectionException("A connection has failed", e);
  }

  private void read(Upgraded protocol) {
    StrictReader requests = reader;
    reader = null;
    if (requests != null && requests.available() > 0) {
      receive(protocol, requests.readBytes(requests.available()));
    }
    input.releaseAll();
    try {
      for (byte[] bytes = input.readNow(); bytes != null; bytes = input.readNow()) {
        if (bytes.length == 0) {
          rest();
          return;
        }
        receive(protocol, bytes);
        input.release(bytes);
      }
    } catch (IOException e) {
      // It has ended, as after a FIN.
    }
    link.cut();
    receiveEnd(protocol);
    end();
  }

  private void rest() {
    working.set(false);
    if (link.isCut()) {
      begin();
    } else {
      link.whenInput();
    }
  }

  private void receive(Upgraded protocol, byte[] bytes) {
    protocol.received(bytes, turn);
    turn.goOn(bytes.length);
  }

  private void receiveEnd(Upgraded protocol) {
    try {
      protocol.ended();
    } catch (RuntimeException | Error e) {
      listener.failed("The end of a connection failed", e);
    }
  }

  private void end() {
    seat.leave();
    link.cut();
    account.releaseAll();
    listener.left(this);
  }

  @Override
  public DataReader dataReader() {
    if (reader == null) {
      throw new IllegalStateException("There is no request");
    }
    return reader;
  }

  @Override
  public DataWriter dataWriter() {
    return writer;
  }

  @Override
  public ListenerContext listenerContext() {
    return listener.context();
  }

  @Override
  public ExecutorService executor() {
    return listener.context().executor();
  }

  @Override
  public Router router() {
    return listener.router();
  }

  @Override
  public HelidonSocket serverSocket() {
    return new ConnectionSocket(this);
  }

  @Override
  public PeerInfo remotePeer() {
    return remote;
  }

  @Override
  public PeerInfo localPeer() {
    return local;
  }

  @Override
  public boolean isSecure() {
    return listener.tls().isPresent();
  }

  @Override
  public String socketId() {
    return listener.name();
  }

  @Override
  public String childSocketId() {
    return Integer.toHexString(System.identityHashCode(this));
  }

  boolean isConnected() {
    return !link.isCut();
  }
}
