/// Socket.IO for the messenger: WebSocket, Engine.IO, Socket.IO, and the gateway that joins them to
/// the application.
module com.sup.messenger.adapters.websocket {
  requires org.jspecify;
  requires transitive com.sup.messenger.application;
  requires transitive com.sup.messenger.json;
  requires transitive com.fasterxml.jackson.databind;
  requires transitive com.sup.messenger.listener;
  requires transitive io.helidon.webserver;

  exports com.sup.messenger.websocket.engineio;
  exports com.sup.messenger.websocket.engineio.packet;
  exports com.sup.messenger.websocket.engineio.server;
  exports com.sup.messenger.websocket.gateway;
  exports com.sup.messenger.websocket.rfc6455;
  exports com.sup.messenger.websocket.socketio;
  exports com.sup.messenger.websocket.socketio.json;
  exports com.sup.messenger.websocket.socketio.lifecycle;
  exports com.sup.messenger.websocket.socketio.packet;

  provides io.helidon.webserver.http.spi.SinkProvider with
      com.sup.messenger.websocket.engineio.server.ConnectionSinkProvider;
}
