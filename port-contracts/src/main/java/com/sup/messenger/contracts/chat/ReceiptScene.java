package com.sup.messenger.contracts.chat;

import com.sup.messenger.application.port.bus.Envelope;
import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.MessageLog.Reference;
import com.sup.messenger.application.port.chat.ReceiptStore;
import com.sup.messenger.application.port.chat.ReceiptStore.Device;
import com.sup.messenger.application.port.chat.ReceiptStore.Move;
import com.sup.messenger.contracts.Samples;
import com.sup.messenger.contracts.endurance.Endurance;
import com.sup.messenger.contracts.endurance.SampleCalls;
import com.sup.messenger.contracts.endurance.StoreContract;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.Position;
import com.sup.messenger.domain.chat.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A store of receipts under test, with samples.
abstract class ReceiptScene extends StoreContract {

  @Override
  protected final Endurance calls() {
    return new SampleCalls(
            chat,
            ada,
            phone,
            place(1),
            new Move(chat, phone, message(1), true, at(1)),
            new Envelope.Origin(ada, "connection"),
            0L,
            9)
        .of(ReceiptStore.class, receiptStore());
  }

  /// Returns the receipts under test.
  protected abstract ReceiptStore receiptStore();

  /// Returns the bus on which the store publishes.
  protected abstract EventBus bus();

  final ChatId chat = Samples.chat();
  final UserId ada = Samples.user();
  final Device phone = lasting(ada);
  final Device laptop = lasting(ada);

  static Device lasting(UserId user) {
    return new Device(user, Samples.device(), true);
  }

  final Device passing() {
    return new Device(ada, Samples.device(), false);
  }

  /// Returns the message at a place. In these tests, each one made a revision above its place, and
  /// above those of the moves.
  static Reference message(long seq) {
    return new Reference(new MessageId("m" + seq), seq, new UserId("author"), seq + 1_000, false);
  }

  static Position place(long seq) {
    return message(seq).position();
  }

  /// Returns the time at which a message is received or read.
  static Instant at(long seq) {
    return Samples.NOW.plusSeconds(seq);
  }

  final Receipt move(ChatId in, Device device, long seq, boolean read) {
    Envelope.Origin cause = new Envelope.Origin(device.user(), "connection");
    return receiptStore().advance(new Move(in, device, message(seq), read, at(seq)), cause);
  }

  final Receipt read(Device device, long seq) {
    return move(chat, device, seq, true);
  }

  final Receipt delivered(Device device, long seq) {
    return move(chat, device, seq, false);
  }

  final List<Device> begun(int count) {
    List<Device> devices = Stream.generate(() -> lasting(ada)).limit(count).toList();
    for (int i = 0; i < count; i++) {
      receiptStore().begin(chat, devices.get(i), place(10 + i));
    }
    return devices;
  }
}
