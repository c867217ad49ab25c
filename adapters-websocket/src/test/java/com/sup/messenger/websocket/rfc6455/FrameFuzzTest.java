package com.sup.messenger.websocket.rfc6455;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sup.messenger.listener.ByteBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;

@Tag("full")
class FrameFuzzTest {

  private static final int MAX_BYTES = 4_096;

  @FuzzTest(maxDuration = "2s")
  void any_bytes_are_messages_or_a_violation(byte[] data) {
    int cut = data.length == 0 ? 0 : (data[0] & 0xFF) % data.length;
    Reading whole = new Reading();
    Reading parts = new Reading();

    boolean violated = whole.isViolatedBy(data);
    boolean violatedInParts =
        parts.isViolatedBy(Arrays.copyOf(data, cut))
            || parts.isViolatedBy(Arrays.copyOfRange(data, cut, data.length));

    assertThat(violatedInParts).isEqualTo(violated);
    assertThat(parts.seen).isEqualTo(whole.seen);
  }

  /// Reads frames as a connection does.
  private static final class Reading implements WebSocketListener {
    private final ByteBudget budget = new ByteBudget(1_000_000);
    private final FrameReader frames = new FrameReader();
    private final MessageAssembler assembler =
        new MessageAssembler(() -> MAX_BYTES, budget.open(new Anybody()));
    final List<Object> seen = new ArrayList<>();
    private FrameHeader header;

    boolean isViolatedBy(byte[] bytes) {
      try {
        frames.add(bytes);
        while (readFrame()) {
          header = null;
        }
        frames.compact();
        return false;
      } catch (ConnectionFailure _) {
        assembler.clear();
        assertThat(budget.held()).isZero();
        return true;
      }
    }

    private boolean readFrame() throws ConnectionFailure {
      if (header == null) {
        header = frames.readHeader();
        if (header == null) {
          return false;
        }
        header.validate();
        if (!header.isControl()) {
          assembler.begin(header);
        }
      }
      return header.isControl() ? readControl() : readData();
    }

    private boolean readControl() {
      byte[] payload = frames.readPayload();
      if (payload != null) {
        assertThat(payload).hasSizeLessThanOrEqualTo(125);
        seen.add(HexFormat.of().formatHex(payload));
      }
      return payload != null;
    }

    private boolean readData() throws ConnectionFailure {
      assembler.append(frames.readChunk());
      if (!frames.hasMore() && header.fin()) {
        assembler.complete(this);
      }
      return !frames.hasMore();
    }

    @Override
    public void onText(String message) {
      assertThat(UTF_8.newEncoder().canEncode(message)).isTrue();
      seen.add(message);
    }

    @Override
    public void onBinary(byte[] message) {
      assertThat(message).hasSizeLessThanOrEqualTo(MAX_BYTES);
      seen.add(HexFormat.of().formatHex(message));
    }

    @Override
    public void onClose(int code, String reason) {}
  }

  private record Anybody() implements ByteBudget.Holder {
    @Override
    public boolean isTrusted() {
      return false;
    }

    @Override
    public void cut() {}
  }
}
