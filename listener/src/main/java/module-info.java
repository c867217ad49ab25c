/// A TCP listener for Helidon's HTTP/1.1, and for the protocols that connections are upgraded to.
module com.sup.messenger.listener {
  requires static org.jspecify;
  requires transitive io.helidon.webserver;

  exports com.sup.messenger.listener;
  exports com.sup.messenger.listener.turn;
}
