/// The rules of the messenger as plain values. They need no framework, no I/O, and no clock.
module com.sup.messenger.domain {
  requires static org.jspecify;

  exports com.sup.messenger.domain;
  exports com.sup.messenger.domain.call;
  exports com.sup.messenger.domain.chat;
  exports com.sup.messenger.domain.limit;
  exports com.sup.messenger.domain.message;
  exports com.sup.messenger.domain.notification;
  exports com.sup.messenger.domain.preference;
  exports com.sup.messenger.domain.presence;
  exports com.sup.messenger.domain.reaction;
}
