package com.sup.messenger.listener.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The header of the PROXY protocol, version 2 (haproxy.org, proxy-protocol.txt, section 2.2).
///
/// It names the client for which a proxy has opened the connection.
///
/// @param client the client's end; empty if the proxy speaks for itself
/// @param rest the bytes that were read after the header, or instead of it
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ProxyHeader(Optional<InetSocketAddress> client, byte[] rest) {

  private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
  private static final int FIXED = 16;

  /// The longest part after the fixed one. Addresses of IPv6 take 36 bytes, and the rest is not
  /// used.
  private static final int MAX_LENGTH = 1_024;

  private static final int LOCAL = 0x20;
  private static final int PROXY = 0x21;
  private static final int TCP_OVER_IPV4 = 0x11;
  private static final int TCP_OVER_IPV6 = 0x21;

  /// Reads bytes of the connection.
  public interface Source {
    /// Waits, and reads at least one byte into the buffer.
    ///
    /// @return -1 at the end of the connection
    int read(ByteBuffer into) throws IOException;
  }

  /// Reads a header if the connection begins with one.
  ///
  /// @throws IOException if the header is broken, or the connection ends
  public static ProxyHeader read(Source source) throws IOException {
    ByteBuffer fixed = ByteBuffer.allocate(FIXED);
    while (fixed.hasRemaining()) {
      if (source.read(fixed) < 0) {
        throw new EOFException("the connection has ended");
      }
      int known = Math.min(fixed.position(), SIGNATURE.length);
      if (!Arrays.equals(fixed.array(), 0, known, SIGNATURE, 0, known)) {
        return new ProxyHeader(Optional.empty(), Buffers.copy(fixed.flip()));
      }
    }
    int command = fixed.get(12) & 0xFF;
    int family = fixed.get(13) & 0xFF;
    int length = fixed.getShort(14) & 0xFFFF;
    if (length > MAX_LENGTH || (command != LOCAL && command != PROXY)) {
      throw new IOException("not a header of the PROXY protocol, version 2");
    }
    ByteBuffer addresses = ByteBuffer.allocate(length);
    while (addresses.hasRemaining()) {
      if (source.read(addresses) < 0) {
        throw new EOFException("the connection has ended");
      }
    }
    return new ProxyHeader(
        command == PROXY ? client(family, addresses.flip()) : Optional.empty(), new byte[0]);
  }

  private static Optional<InetSocketAddress> client(int family, ByteBuffer addresses)
      throws IOException {
    int bytes =
        switch (family) {
          case TCP_OVER_IPV4 -> 4;
          case TCP_OVER_IPV6 -> 16;
          default -> 0;
        };
    if (bytes == 0) {
      return Optional.empty();
    }
    if (addresses.remaining() < 2 * bytes + 4) {
      throw new IOException("not a header of the PROXY protocol, version 2");
    }
    byte[] source = new byte[bytes];
    addresses.get(source);
    int port = addresses.getShort(2 * bytes) & 0xFFFF;
    return Optional.of(new InetSocketAddress(InetAddress.getByAddress(source), port));
  }
}
