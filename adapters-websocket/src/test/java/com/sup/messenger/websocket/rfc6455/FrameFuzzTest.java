package com.sup.messenger.websocket.rfc6455;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.helidon.common.buffers.DataReader;
import java.util.Iterator;
import java.util.List;

class FrameFuzzTest {

  private static final int MAX_BYTES = 4_096;

  @FuzzTest(maxDuration = "6s")
  void any_bytes_are_messages_or_a_violation(byte[] data) {
    Iterator<byte[]> chunks = List.of(data).iterator();
    DataReader in = DataReader.create(() -> chunks.hasNext() ? chunks.next() : null);
    try {
      read(new FrameReader(in), new MessageAssembler(MAX_BYTES));
    } catch (ConnectionFailure | DataReader.InsufficientDataAvailableException _) {
      // What a peer may do, and what ends its connection.
    }
  }

  private static void read(FrameReader frames, MessageAssembler assembler)
      throws ConnectionFailure {
    while (true) {
      FrameHeader header = frames.readHeader();
      header.validate();
      if (header.isControl()) {
        assertThat(frames.readPayload()).hasSizeLessThanOrEqualTo(125);
      } else {
        assembler.begin(header);
        while (frames.hasMore()) {
          assembler.append(frames.readChunk());
        }
        if (header.fin()) {
          assembler.complete(BOUNDED);
        }
      }
    }
  }

  private static final WebSocketListener BOUNDED =
      new WebSocketListener() {
        @Override
        public void onText(String message) {
          assertThat(UTF_8.newEncoder().canEncode(message)).isTrue();
        }

        @Override
        public void onBinary(byte[] message) {
          assertThat(message).hasSizeLessThanOrEqualTo(MAX_BYTES);
        }

        @Override
        public void onClose(int code, String reason) {}
      };
}
