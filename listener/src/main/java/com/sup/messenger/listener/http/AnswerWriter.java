package com.sup.messenger.listener.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.util.Arrays;
import java.util.function.Consumer;

/// Writes Helidon's answers. Of an answer to a HEAD request, it writes the head only (RFC 9110
/// section 9.3.2).
///
/// Helidon also writes the body, which the client takes for its next answer. No upstream issue says
/// so; `ListenerTest` shows it (`the_answer_to_a_head_has_no_body`). For the thread that answers a
/// request.
public final class AnswerWriter implements DataWriter {

  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

  private final Consumer<byte[]> out;
  private boolean headAlone;
  private boolean headSent;

  /// @param out writes bytes, and blocks until they are written
  public AnswerWriter(Consumer<byte[]> out) {
    this.out = out;
  }

  /// Begins the answer to another request.
  public void begin(boolean isHead) {
    headAlone = isHead;
    headSent = false;
  }

  @Override
  public void write(BufferData... buffers) {
    for (BufferData buffer : buffers) {
      write(buffer);
    }
  }

  @Override
  public void write(BufferData buffer) {
    byte[] bytes = buffer.readBytes();
    if (!headAlone) {
      out.accept(bytes);
    } else if (!headSent) {
      out.accept(head(bytes));
    }
  }

  private byte[] head(byte[] bytes) {
    for (int end = HEAD_END.length; end <= bytes.length; end++) {
      if (Arrays.equals(bytes, end - HEAD_END.length, end, HEAD_END, 0, HEAD_END.length)) {
        headSent = true;
        return Arrays.copyOf(bytes, end);
      }
    }
    return bytes;
  }

  @Override
  public void writeNow(BufferData... buffers) {
    write(buffers);
  }

  @Override
  public void writeNow(BufferData buffer) {
    write(buffer);
  }
}
