package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.port.spi.Variable;
import com.sup.messenger.application.port.spi.Variables;
import com.sup.messenger.bootstrap.config.Configuration.Profile;
import com.sup.messenger.bootstrap.tls.PemTls;
import com.sup.messenger.bootstrap.tls.TlsFiles;
import com.sup.messenger.bootstrap.tls.TlsPair;
import com.sup.messenger.listener.AddressBlock;
import com.sup.messenger.listener.TrustedProxies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The variables for the addresses, ports and TLS of the listeners.
public final class ListenerVariables {

  public static final Variable<Optional<InetAddress>> HOST = host("HOST", "for clients");

  public static final Variable<Optional<InetAddress>> API_HOST =
      host("API_HOST", "for the service API");

  public static final Variable<Optional<InetAddress>> METRICS_HOST =
      host("METRICS_HOST", "for the metrics");

  public static final Variable<Integer> PORT = port("PORT", "for clients", 3001);

  public static final Variable<Integer> API_PORT = port("API_PORT", "for the service API", 3002);

  static final Variable<Boolean> METRICS_ENABLED =
      Variable.flag("METRICS_ENABLED", "true for metrics for Prometheus, at `/metrics`", false);

  public static final Variable<Integer> METRICS_PORT =
      port("METRICS_PORT", "for the metrics", 9090);

  static final Variable<Optional<Pem<List<X509Certificate>>>> TLS_CERT =
      Variable.of(
          "TLS_CERT",
          "the certificate and those that signed it. With `TLS_KEY`, clients and back-ends connect"
              + " by TLS. Both files are read again if they change",
          "a readable PEM file of certificates, set together with TLS_KEY",
          file -> Pem.of(file, PemTls::certificates));

  static final Variable<Optional<Pem<PrivateKey>>> TLS_KEY =
      Variable.of(
          "TLS_KEY",
          "the private key of `TLS_CERT`",
          "a readable PEM file of an unencrypted private key (PKCS #8), that of the certificate,"
              + " set together with TLS_CERT",
          file -> Pem.of(file, PemTls::key));

  static final Variable<List<AddressBlock>> TRUSTED_PROXIES =
      Variable.list(
          "TRUSTED_PROXIES",
          "the balancers that are believed when they name the address of a client, by"
              + " `X-Forwarded-For` or by version 2 of the PROXY protocol; behind others, all"
              + " clients have the balancer's address",
          "IP addresses and networks like 10.0.0.0/8 or fd00::/8, comma-separated",
          AddressBlock::parse);

  static final Section SECTION =
      new Section(
          "Listeners",
          List.of(
              HOST,
              PORT,
              API_HOST,
              API_PORT,
              METRICS_ENABLED,
              METRICS_HOST,
              METRICS_PORT,
              TLS_CERT,
              TLS_KEY,
              TRUSTED_PROXIES));

  private ListenerVariables() {}

  static Listeners read(Variables variables, Profile profile) {
    return new Listeners(
        address(variables, profile, HOST, PORT),
        address(variables, profile, API_HOST, API_PORT),
        variables.get(METRICS_ENABLED)
            ? Optional.of(address(variables, profile, METRICS_HOST, METRICS_PORT))
            : Optional.empty(),
        tls(variables),
        new TrustedProxies(variables.get(TRUSTED_PROXIES)));
  }

  // Development has well-known keys. It is only reachable from outside if the operator says so.
  private static InetSocketAddress address(
      Variables variables,
      Profile profile,
      Variable<Optional<InetAddress>> host,
      Variable<Integer> port) {
    InetAddress usual =
        profile == Profile.DEVELOPMENT
            ? InetAddress.ofLiteral("127.0.0.1")
            : new InetSocketAddress(0).getAddress();
    return new InetSocketAddress(variables.get(host).orElse(usual), variables.get(port));
  }

  private static Optional<TlsFiles> tls(Variables variables) {
    Optional<Pem<List<X509Certificate>>> chain = variables.get(TLS_CERT);
    Optional<Pem<PrivateKey>> key = variables.get(TLS_KEY);
    if (chain.isPresent() != key.isPresent()) {
      throw (chain.isPresent() ? TLS_KEY : TLS_CERT).refusal("");
    }
    return chain.map(certificates -> files(certificates, key.orElseThrow()));
  }

  private static TlsFiles files(Pem<List<X509Certificate>> chain, Pem<PrivateKey> key) {
    if (!PemTls.match(chain.content().getFirst(), key.content())) {
      throw TLS_KEY.refusal("(the key of another certificate)");
    }
    return new TlsFiles(chain.file(), key.file(), new TlsPair(chain.content(), key.content()));
  }

  /// A file and its parsed content.
  record Pem<T>(Path file, T content) {

    static <T> Pem<T> of(String text, Function<Path, T> reader) {
      Path file = Forms.file(text);
      return new Pem<>(file, reader.apply(file));
    }
  }

  private static Variable<Optional<InetAddress>> host(String name, String purpose) {
    return Variable.of(
            name,
            "the address " + purpose + ". `0.0.0.0` and `::` are every address",
            "an IP address, or a host name that can be looked up",
            Forms::address)
        .usually("127.0.0.1 in development, every address in production");
  }

  private static Variable<Integer> port(String name, String purpose, int usual) {
    return Variable.integer(name, "the port " + purpose + "; 0 is any free port", usual, 0, 65_535);
  }
}
