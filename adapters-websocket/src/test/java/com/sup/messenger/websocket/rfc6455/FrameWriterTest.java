package com.sup.messenger.websocket.rfc6455;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class FrameWriterTest {

  private final Queue<byte[]> source = new ArrayDeque<>();
  private final List<byte[]> writes = new ArrayList<>();
  private Runnable whenDry = () -> {};
  private Runnable whenWriting = () -> {};
  private final FrameWriter writer =
      new FrameWriter(this::write, this::poll, () -> {}, () -> {}, () -> {});

  @Test
  void frames_are_joined_into_writes_of_up_to_64_kib() {
    source.addAll(Collections.nCopies(1_000, new byte[200]));

    writer.flush();

    assertThat(writes)
        .extracting(bytes -> bytes.length)
        .containsExactly(65_400, 65_400, 65_400, 3_800);
  }

  @Test
  void a_frame_that_does_not_fit_goes_alone_and_in_order() {
    source.addAll(List.of(new byte[1], new byte[70_000], new byte[2], new byte[65_535]));

    writer.flush();

    assertThat(writes).extracting(bytes -> bytes.length).containsExactly(1, 70_000, 2, 65_535);
  }

  @Test
  void a_pong_goes_before_the_frames_that_still_wait_and_the_last_ping_is_the_one_answered() {
    source.add("one".getBytes(UTF_8));
    whenWriting =
        () -> {
          whenWriting = () -> {};
          source.addAll(List.of(new byte[70_000], new byte[70_001]));
          writer.pong(new byte[1]);
          writer.pong(new byte[2]);
        };

    writer.flush();

    byte[] pong = {(byte) 0x8A, 2, 0, 0};
    assertThat(writes).hasSize(4).startsWith("one".getBytes(UTF_8), pong);
  }

  @Test
  void what_is_offered_before_the_close_is_asked_for_is_written_before_it() {
    whenDry =
        () -> {
          whenDry = () -> {};
          source.add("last".getBytes(UTF_8));
          writer.requestClose(new CloseStatus(1000, ""));
          writer.wake();
        };

    writer.flush();

    assertThat(writes).containsExactly("last".getBytes(UTF_8), new CloseStatus(1000, "").frame());
  }

  @Test
  void what_is_offered_while_the_writer_stops_is_not_forgotten() {
    whenDry =
        () -> {
          whenDry = () -> {};
          source.add("late".getBytes(UTF_8));
          writer.wake();
        };

    writer.flush();

    assertThat(writes).containsExactly("late".getBytes(UTF_8));
  }

  private byte[] poll() {
    byte[] frame = source.poll();
    if (frame == null) {
      whenDry.run();
    }
    return frame;
  }

  private void write(byte[] bytes) {
    writes.add(bytes);
    whenWriting.run();
  }
}
