/// The use cases of the messenger and the ports through which they reach the world.
module com.sup.messenger.application {
  requires static org.jspecify;
  requires transitive com.sup.messenger.domain;

  exports com.sup.messenger.application;
  exports com.sup.messenger.application.port;
  exports com.sup.messenger.application.memory;

  uses com.sup.messenger.application.port.AdapterModule;

  provides com.sup.messenger.application.port.AdapterModule with
      com.sup.messenger.application.memory.MemoryModule;
}
