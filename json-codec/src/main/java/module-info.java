/// The JSON of the messenger, for all adapters: values, events, and the checked text of clients.
module com.sup.messenger.json {
  requires org.jspecify;
  requires transitive com.sup.messenger.application;
  requires transitive com.fasterxml.jackson.databind;

  exports com.sup.messenger.json;
  exports com.sup.messenger.json.text;
}
