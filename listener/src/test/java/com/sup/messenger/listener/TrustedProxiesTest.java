package com.sup.messenger.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

  private static final TrustedProxies PROXIES =
      new TrustedProxies(
          Stream.of("10.0.0.0/8", "192.0.2.1", "fd00::/8").map(AddressBlock::parse).toList());

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.1.2.3/31, 10.1.2.2, true",
    "10.1.2.3/31, 10.1.2.4, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "fd00::/8, fdff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "10.0.0.0/8, ::ffff:10.0.0.1, true",
  })
  void a_block_holds_the_addresses_that_begin_like_it(String block, String address, boolean holds) {
    assertThat(AddressBlock.parse(block).contains(address(address))).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "here", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "fd00::/129"})
  void what_is_no_block_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> AddressBlock.parse(text));
  }

  @Test
  void a_customer_has_an_address_or_64_bits_of_ipv6() {
    assertThat(AddressBlock.ofCustomer(address("2001:db8:0:1::1")))
        .isEqualTo(AddressBlock.ofCustomer(address("2001:db8:0:1:ffff::2")))
        .isNotEqualTo(AddressBlock.ofCustomer(address("2001:db8:0:2::1")));
    assertThat(AddressBlock.ofCustomer(address("192.0.2.1")))
        .isNotEqualTo(AddressBlock.ofCustomer(address("192.0.2.2")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 198.51.100.1                        | 203.0.113.9",
        "10.0.0.1    | 198.51.100.1                        | 198.51.100.1",
        "10.0.0.1    | 1.2.3.4, 198.51.100.1               | 198.51.100.1",
        "10.0.0.1    | 1.2.3.4, 198.51.100.1, 10.0.0.2     | 198.51.100.1",
        "10.0.0.1    | 10.0.0.3, 192.0.2.1                 | 10.0.0.3",
        "10.0.0.1    | 198.51.100.1:4711                   | 198.51.100.1",
        "10.0.0.1    | [2001:db8::1]:4711                  | 2001:db8::1",
        "10.0.0.1    | 2001:db8::1                         | 2001:db8::1",
        "10.0.0.1    | 198.51.100.1, unknown               | 10.0.0.1",
        "10.0.0.1    | 198.51.100.1, unknown, 10.0.0.2     | 10.0.0.2",
        "10.0.0.1    | [                                   | 10.0.0.1",
        "10.0.0.1    | ''                                  | 10.0.0.1",
      })
  void the_client_is_the_last_address_that_is_no_trusted_proxy(
      String peer, String forwardedFor, String client) {
    assertThat(PROXIES.client(address(peer), List.of(forwardedFor))).isEqualTo(address(client));
  }

  @Test
  void values_of_several_headers_are_one_list_and_a_long_one_is_not_read_whole() {
    assertThat(PROXIES.client(address("10.0.0.1"), List.of("1.2.3.4", "198.51.100.1")))
        .isEqualTo(address("198.51.100.1"));
    assertThat(PROXIES.client(address("10.0.0.1"), List.of("10.0.0.2,".repeat(10_000))))
        .isEqualTo(address("10.0.0.1"));
    assertThat(PROXIES.client(address("10.0.0.1"), List.of())).isEqualTo(address("10.0.0.1"));
  }
}
