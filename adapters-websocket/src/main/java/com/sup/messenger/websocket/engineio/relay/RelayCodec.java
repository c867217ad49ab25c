package com.sup.messenger.websocket.engineio.relay;

import com.sup.messenger.websocket.engineio.polling.SessionStatus;
import com.sup.messenger.websocket.engineio.session.HandOver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/// Reads and writes questions and answers: a byte for the kind, then the components in their order.
/// Numbers are big-endian. A length stands before text and bytes.
final class RelayCodec {

  /// A question under its id.
  record Identified(QuestionId id, Question question) {}

  @FunctionalInterface
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private RelayCodec() {}

  static byte[] encode(Identified identified) {
    return bytes(
        out -> {
          out.writeLong(identified.id().asker());
          out.writeLong(identified.id().count());
          write(out, identified.question());
        });
  }

  private static void write(DataOutputStream out, Question question) throws IOException {
    switch (question) {
      case Question.Poll poll -> {
        begin(out, 1, poll);
        out.writeLong(poll.poll());
        out.writeLong(poll.hold().toMillis());
        out.writeBoolean(poll.last());
      }
      case Question.Post post -> {
        begin(out, 2, post);
        RelayFields.writeBytes(out, post.body());
      }
      case Question.Break broken -> begin(out, 3, broken);
      case Question.Begin asked -> probe(out, 4, asked, asked.probe());
      case Question.Probe probed -> probe(out, 5, probed, probed.probe());
      case Question.Withdraw withdrawn -> probe(out, 6, withdrawn, withdrawn.probe());
      case Question.TakeOver taken -> probe(out, 7, taken, taken.probe());
      case Question.LongPost asked -> begin(out, 8, asked);
    }
  }

  private static void begin(DataOutputStream out, int kind, Question question) throws IOException {
    out.writeByte(kind);
    RelayFields.writeText(out, question.sid());
  }

  private static void probe(DataOutputStream out, int kind, Question question, long probe)
      throws IOException {
    begin(out, kind, question);
    out.writeLong(probe);
  }

  /// Reads a question.
  ///
  /// @throws IOException if the bytes are not a whole question
  static Identified decodeQuestion(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    QuestionId id = new QuestionId(in.readLong(), in.readLong());
    int kind = in.readByte();
    String sid = RelayFields.readText(in);
    return new Identified(id, end(in, question(kind, sid, in)));
  }

  private static Question question(int kind, String sid, DataInputStream in) throws IOException {
    return switch (kind) {
      case 1 ->
          new Question.Poll(sid, in.readLong(), Duration.ofMillis(in.readLong()), in.readBoolean());
      case 2 -> new Question.Post(sid, RelayFields.readBytes(in));
      case 3 -> new Question.Break(sid);
      case 4 -> new Question.Begin(sid, in.readLong());
      case 5 -> new Question.Probe(sid, in.readLong());
      case 6 -> new Question.Withdraw(sid, in.readLong());
      case 7 -> new Question.TakeOver(sid, in.readLong());
      case 8 -> new Question.LongPost(sid);
      default -> throw new IOException("an unknown kind of question");
    };
  }

  static byte[] encode(RelayAnswer answer) {
    return bytes(
        out -> {
          switch (answer) {
            case RelayAnswer.Status(SessionStatus status) -> {
              out.writeByte(1);
              RelayFields.writeText(out, status.name());
            }
            case RelayAnswer.Waiting(boolean known) -> {
              out.writeByte(2);
              out.writeBoolean(known);
            }
            case RelayAnswer.Packets(byte[] body) -> {
              out.writeByte(3);
              RelayFields.writeBytes(out, body);
            }
            case RelayAnswer.Handed(HandOver session) -> {
              out.writeByte(4);
              HandOverCodec.write(out, session);
            }
          }
        });
  }

  /// Reads an answer.
  ///
  /// @throws IOException if the bytes are not a whole answer
  static RelayAnswer decodeAnswer(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    RelayAnswer answer =
        switch (in.readByte()) {
          case 1 -> new RelayAnswer.Status(RelayFields.readName(in, SessionStatus.class));
          case 2 -> new RelayAnswer.Waiting(in.readBoolean());
          case 3 -> new RelayAnswer.Packets(RelayFields.readBytes(in));
          case 4 -> new RelayAnswer.Handed(HandOverCodec.read(in));
          default -> throw new IOException("an unknown kind of answer");
        };
    return end(in, answer);
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <T> T end(DataInputStream in, T value) throws IOException {
    if (in.available() > 0) {
      throw new IOException("bytes are left at the end");
    }
    return value;
  }
}
