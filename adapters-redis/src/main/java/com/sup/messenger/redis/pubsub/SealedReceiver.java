package com.sup.messenger.redis.pubsub;

/// Opens the messages of a channel and hands them on. Drops those that do not open.
record SealedReceiver(Seal seal, String channel, Subscribed.Receiver receiver)
    implements Subscribed.Receiver {

  @Override
  public void message(byte[] message) {
    byte[] opened = seal.open(channel, message);
    if (opened != null) {
      receiver.message(opened);
    }
  }

  @Override
  public void gap() {
    receiver.gap();
  }
}
