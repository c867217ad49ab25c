/// The use cases of the messenger, and the ports by which they reach the outside.
module com.sup.messenger.application {
  requires static org.jspecify;
  requires transitive com.sup.messenger.domain;

  exports com.sup.messenger.application;
  exports com.sup.messenger.application.admin;
  exports com.sup.messenger.application.connection;
  exports com.sup.messenger.application.event;
  exports com.sup.messenger.application.gateway;
  exports com.sup.messenger.application.port;
  exports com.sup.messenger.application.port.bus;
  exports com.sup.messenger.application.port.chat;
  exports com.sup.messenger.application.port.spi;
  exports com.sup.messenger.application.port.token;
  exports com.sup.messenger.application.settings;
  exports com.sup.messenger.application.trace;
  exports com.sup.messenger.application.transport;
  exports com.sup.messenger.application.memory;
  exports com.sup.messenger.application.memory.call;
  exports com.sup.messenger.application.memory.message;

  uses com.sup.messenger.application.gateway.GatewayModule;
  uses com.sup.messenger.application.port.spi.AdapterModule;

  provides com.sup.messenger.application.port.spi.AdapterModule with
      com.sup.messenger.application.memory.MemoryModule;
}
