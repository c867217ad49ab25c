package com.sup.messenger.listener;

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

/// One connection of a [Listener]: HTTP/1.1 until it is upgraded, then what it is upgraded to.
///
/// It has a thread while it answers requests, and after the upgrade while there is something to
/// read. [#cut] may be called by any thread; all else that has no other word is for the thread that
/// answers a request.
public final class Connection implements ConnectionContext, ByteBudget.Holder {

  private static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();
  private static final long NEVER = 0;

  /// What the objects around the bytes of one read take: a client may send byte by byte.
  private static final int OVERHEAD = 64;

  private final Listener listener;
  private final Link link;
  private final ByteBudget.Account account;
  private final AtomicBoolean working = new AtomicBoolean();
  private final AnswerWriter writer = new AnswerWriter(this::write);
  private final Turn turn = new Turn(() -> !isTrusted());
  private final Peer local;
  private Peer remote;
  private @Nullable StrictReader reader;
  private boolean begun;
  private boolean firstRead;
  private boolean last;
  private int heldByWire;
  private volatile long deadline;
  private volatile @Nullable Upgraded upgraded;
  private volatile boolean answering;
  private volatile boolean trusted;
  private volatile boolean over;

  Connection(Listener listener, SocketChannel channel, Reactor reactor, ByteBudget budget)
      throws IOException {
    this.listener = listener;
    this.local = new Peer((InetSocketAddress) channel.getLocalAddress());
    this.remote = new Peer((InetSocketAddress) channel.getRemoteAddress());
    this.account = budget.open(this);
    this.link = new Link(channel, reactor, this::begin);
  }

  /// The connection whose request this thread answers.
  ///
  /// @throws java.util.NoSuchElementException if it answers none
  public static Connection current() {
    return CURRENT.get();
  }

  /// The connection behind what Helidon hands to an upgrade.
  public static Connection of(ConnectionContext context) {
    return (Connection) context;
  }

  /// Waits for the first byte without a thread.
  void open() {
    owe(listener.deadlines().head());
    link.whenInput();
  }

  /// The request that is being answered may take that long from now on.
  public void allow(Duration time) {
    listener.places().isBusy(this);
    deadline = after(time);
  }

  /// The request that is being answered may take as long as any other from now on.
  public void answering() {
    answering = true;
    allow(listener.deadlines().answer());
  }

  /// The same, at the beginning of a request.
  void answering(boolean isHead) {
    writer.begin(isHead);
    answering();
  }

  /// The request has been answered: the next one is owed, unless it was the last of HTTP.
  void answered() {
    answering = false;
    if (upgraded != null) {
      return;
    }
    trusted = false;
    account.releaseAll();
    heldByWire = 0;
    owe(listener.deadlines().next());
  }

  private void owe(Duration time) {
    listener.places().owes(this);
    deadline = after(time);
  }

  private static long after(Duration time) {
    long then = System.nanoTime() + time.toNanos();
    return then == NEVER ? 1 : then;
  }

  /// Cuts a connection that is late.
  void review(long now) {
    long by = deadline;
    if (by != NEVER && now - by >= 0) {
      cut();
    }
  }

  /// Whether the request that is being answered is the last one of the connection.
  boolean isLast() {
    return last || listener.isClosing();
  }

  /// Whether it has a request that has not been answered; for any thread.
  boolean isAnswering() {
    return answering && !over;
  }

  /// Whether the peer has sent more than has been read.
  boolean hasMore() {
    return reader != null && reader.available() > 0;
  }

  /// Goes on as something else when the caller has thrown what this returns.
  ///
  /// What has been read beyond the request comes first.
  public CloseConnectionException upgrade(Upgraded next) {
    upgraded = next;
    deadline = NEVER;
    listener.places().isStranger(this);
    return new CloseConnectionException("The request was the last of HTTP");
  }

  /// The client is known: the connection makes no room for others any more. This ends with the
  /// answer to its request if it is not upgraded: the next may be another client's. For any thread.
  public void trust() {
    trusted = true;
    listener.places().isKnown(this);
  }

  /// The client is not known any more; for any thread.
  public void distrust() {
    trusted = false;
    if (upgraded != null && !over) {
      listener.places().isStranger(this);
      if (over) {
        // It has left its place meanwhile.
        listener.places().isKnown(this);
      }
    }
  }

  @Override
  public boolean isTrusted() {
    return trusted;
  }

  /// The turn of the thread that works for it.
  Turn turn() {
    return turn;
  }

  /// What the connection holds of the budget for what comes in.
  public ByteBudget.Account account() {
    return account;
  }

  /// The address of the client: that of the peer, or the one that trusted proxies tell.
  public InetAddress client(Headers headers) {
    return listener
        .proxies()
        .client(remote.address().getAddress(), headers.all(HeaderNames.X_FORWARDED_FOR, List::of));
  }

  /// Writes all bytes; blocks while the peer reads too slowly. Safe for any thread.
  ///
  /// @throws ServerConnectionException if the connection has ended, or is cut meanwhile
  public void write(byte[] bytes) {
    try {
      link.write(ByteBuffer.wrap(bytes));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Ends the side that is written, after what has been written; the peer is still read. Safe for
  /// any thread.
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

  /// When the bytes that were read last had come, by `nanoTime`: tells which of two connections had
  /// its input first, whatever the order of their threads. Safe for any thread.
  public long arrival() {
    return link.arrival();
  }

  /// Whether a thread is inside a write; safe for any thread.
  public boolean isWriting() {
    return link.isWriting();
  }

  /// Whether it has a thread; safe for any thread.
  public boolean isWorking() {
    return (working.get() && !over) || link.isWriting();
  }

  /// Ends TCP now, without a word; safe for any thread, never blocks.
  @Override
  public void cut() {
    link.cut();
    begin();
  }

  private void begin() {
    if (!over && working.compareAndSet(false, true)) {
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
      prepare();
      reader = new StrictReader(this::receiveRequest);
      listener.answer(this);
    } catch (IOException | ServerConnectionException e) {
      // The peer has gone, or spoke no TLS.
      link.cut();
    } catch (InterruptedException e) {
      link.cut();
    }
    if (upgraded == null) {
      linger();
    }
  }

  // TCP with unread bytes is reset when it is closed, and a reset may overtake the last answer: so
  // the peer is heard out for a moment.
  private void linger() {
    if (!link.isCut()) {
      account.releaseAll();
      owe(Listener.LINGER);
      try {
        finish();
        throwAway(Listener.LINGER_BYTES);
      } catch (IOException | ServerConnectionException e) {
        // Both have ended it.
      }
    }
  }

  private void throwAway(int most) throws IOException {
    for (int left = most; left > 0; turn.goOn()) {
      int count = readAndForget();
      if (count < 0) {
        return;
      }
      if (count == 0) {
        link.forInput();
      }
      left -= count;
    }
  }

  private int readAndForget() throws IOException {
    ByteBuffer buffer = Buffers.take();
    try {
      return link.read(buffer);
    } finally {
      Buffers.give(buffer);
    }
  }

  private void prepare() throws IOException {
    byte[] first = {};
    if (listener.proxies().contains(remote.address().getAddress())) {
      ProxyHeader header = ProxyHeader.read(this::readRaw);
      header.client().ifPresent(client -> remote = new Peer(client));
      first = header.rest();
    }
    byte[] rest = first;
    if (listener.tls().isPresent()) {
      TlsWire tls =
          new TlsWire(link.channel(), listener.tls().get().engine(), link.writing(), rest);
      link.carryBy(_ -> tls);
      tls.handshake(
          new TlsWire.Waits() {
            @Override
            public void forInput() throws IOException {
              awaitInput();
            }

            @Override
            public void forRoom() throws IOException {
              link.forRoom();
            }
          });
    } else if (rest.length > 0) {
      link.carryBy(_ -> new PlainWire(link.channel(), rest));
    }
  }

  private void awaitInput() throws IOException {
    link.forInput();
    turn.begin();
  }

  private int readRaw(ByteBuffer into) throws IOException {
    int count = link.channel().read(into);
    while (count == 0) {
      awaitInput();
      count = link.channel().read(into);
    }
    return count;
  }

  /// What has come; waits for it. Nothing if none will come.
  private byte @Nullable [] receive() {
    try {
      byte[] bytes = readOrWait();
      return bytes.length == 0 ? null : bytes;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// The same; the beginning of the first request may come in another version.
  private byte @Nullable [] receiveRequest() {
    byte[] bytes = receive();
    if (firstRead || bytes == null) {
      return bytes;
    }
    firstRead = true;
    return Http10.translate(
        bytes, this::receive, local.host() + ":" + local.port(), () -> last = true);
  }

  private byte[] readOrWait() throws IOException {
    byte[] bytes = readNow();
    turn.goOn(bytes == null ? 0 : bytes.length);
    while (bytes != null && bytes.length == 0) {
      awaitInput();
      bytes = readNow();
    }
    return bytes == null ? new byte[0] : bytes;
  }

  /// What has come; empty if nothing has, `null` if nothing will.
  private byte @Nullable [] readNow() throws IOException {
    ByteBuffer buffer = Buffers.take();
    try {
      int count = link.read(buffer);
      account.hold((count > 0 ? count + OVERHEAD : 0) + link.held() - heldByWire);
      heldByWire = link.held();
      return count < 0 ? null : Buffers.copy(buffer.flip());
    } finally {
      Buffers.give(buffer);
    }
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
    account.releaseAll();
    heldByWire = 0;
    try {
      for (byte[] bytes = readNow(); bytes != null; bytes = readNow()) {
        if (bytes.length == 0) {
          rest();
          return;
        }
        receive(protocol, bytes);
        account.release(bytes.length + OVERHEAD);
      }
    } catch (IOException e) {
      // It has ended, as it would by a FIN.
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
    over = true;
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
