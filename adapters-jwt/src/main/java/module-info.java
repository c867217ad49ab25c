/// Verifies JSON Web Tokens, and issues tokens for development.
module com.sup.messenger.adapters.jwt {
  requires static org.jspecify;
  requires transitive com.sup.messenger.application;
  requires io.helidon.security.jwt;
  requires java.net.http;

  exports com.sup.messenger.jwt;
}
