/// The service API over HTTP, the browser console, and health.
module com.sup.messenger.adapters.http {
  requires static org.jspecify;
  requires transitive com.sup.messenger.application;
  requires com.sup.messenger.json;
  requires transitive io.helidon.webserver;
  requires io.helidon.webserver.staticcontent;
  requires com.fasterxml.jackson.databind;

  exports com.sup.messenger.http;
  exports com.sup.messenger.http.console;
}
