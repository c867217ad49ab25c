package com.sup.messenger.listener;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/// Addresses that begin with the same bits, such as `10.0.0.0/8`, `fd00::/8` or `192.0.2.1`.
///
/// @param address the first address of the block: its bits after the prefix are zero
/// @param prefix the number of bits that are the same
public record AddressBlock(InetAddress address, int prefix) {

  /// @throws IllegalArgumentException if the prefix is longer than the address
  public AddressBlock {
    if (prefix < 0 || prefix > 8 * address.getAddress().length) {
      throw new IllegalArgumentException("no such prefix");
    }
    address = masked(address, prefix);
  }

  /// Reads an address, or an address, a slash, and a number of bits (RFC 4632, RFC 4291).
  ///
  /// @throws IllegalArgumentException if it is neither; names are not looked up
  public static AddressBlock parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int bits = 8 * address.getAddress().length;
    return new AddressBlock(
        address, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
  }

  /// Returns the smallest block that one customer gets: an IPv4 address, or 64 bits of IPv6 (RFC
  /// 6177).
  public static AddressBlock ofCustomer(InetAddress address) {
    return new AddressBlock(address, address instanceof Inet6Address ? 64 : 32);
  }

  /// Returns true if an address lies in the block.
  public boolean contains(InetAddress other) {
    return other.getAddress().length == address.getAddress().length
        && masked(other, prefix).equals(address);
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefix;
  }

  private static InetAddress masked(InetAddress address, int prefix) {
    byte[] bytes = address.getAddress();
    int whole = prefix / 8;
    if (whole < bytes.length) {
      bytes[whole] &= (byte) (0xFF00 >> (prefix % 8));
      Arrays.fill(bytes, whole + 1, bytes.length, (byte) 0);
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (java.net.UnknownHostException e) {
      throw new AssertionError("four bytes, or sixteen", e);
    }
  }
}
