/// JSON Web Tokens: who a token speaks for, and tokens for development.
module com.sup.messenger.adapters.jwt {
  requires static org.jspecify;
  requires transitive com.sup.messenger.application;
  requires io.helidon.security.jwt;
  requires java.net.http;

  exports com.sup.messenger.jwt;
}
