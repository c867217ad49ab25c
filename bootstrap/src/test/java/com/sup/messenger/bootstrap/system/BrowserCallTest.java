package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sup.messenger.bootstrap.MessengerServer;
import com.sup.messenger.bootstrap.config.Configuration;
import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Runs a call between two pages of Chromium. Their origin is not the service.
@RequiresTool({Tool.NODE, Tool.NPM, Tool.CHROMIUM})
class BrowserCallTest {

  /// The media that an `RTCPeerConnection` received, from `getStats()`.
  private record Flow(long framesDecoded, long videoBytes, long audioBytes) {}

  /// One end of the call.
  ///
  /// @param candidates the number of ICE candidates from the other end
  private record Side(Flow begun, Flow later, int candidates) {}

  private record CallEnd(String callId, String reason, String status) {}

  /// @param end the event that the callee received when the caller hung up
  private record Course(String callId, Side caller, Side callee, CallEnd end) {}

  /// The course of a renegotiation, for the caller and the callee.
  ///
  /// @param before the ICE user fragments of each end, its own one first
  private record Renegotiation(
      List<Flow> audio,
      List<Flow> video,
      List<Flow> restarted,
      List<List<String>> before,
      List<List<String>> after) {}

  private final HttpServer pages =
      SimpleFileServer.createFileServer(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          NodeProcess.FOLDER.toAbsolutePath(),
          SimpleFileServer.OutputLevel.NONE);

  private final String origin = "http://localhost:" + pages.getAddress().getPort();

  @AutoClose
  private final MessengerServer server =
      MessengerServer.start(
          Configuration.from(Map.of("PORT", "0", "API_PORT", "0", "CORS_ORIGIN", origin)));

  @BeforeEach
  void serve() {
    pages.start();
  }

  @AfterEach
  void stopServing() {
    pages.stop(0);
  }

  @Test
  void two_pages_see_and_hear_each_other() throws Exception {
    Course course = run("call.js", Course.class);
    assertThat(List.of(course.caller(), course.callee())).allSatisfy(BrowserCallTest::flows);
    assertThat(course.end()).isEqualTo(new CallEnd(course.callId(), "bye", "ended"));
  }

  @Test
  void two_pages_add_video_to_a_running_call_and_restart_ice() throws Exception {
    Renegotiation course = run("renegotiate.js", Renegotiation.class);
    assertThat(course.audio()).allSatisfy(flow -> assertThat(flow.videoBytes()).isZero());
    assertThat(course.video()).allSatisfy(flow -> assertThat(flow.framesDecoded()).isPositive());
    for (int side = 0; side < 2; side++) {
      Flow restarted = course.restarted().get(side);
      assertThat(restarted.audioBytes()).isGreaterThan(course.video().get(side).audioBytes());
      assertThat(restarted.videoBytes()).isGreaterThan(course.video().get(side).videoBytes());
    }
    List<String> adas = course.after().getFirst();
    assertThat(adas).doesNotContainAnyElementsOf(course.before().getFirst());
    assertThat(course.after().getLast()).isEqualTo(adas.reversed());
  }

  private <T> T run(String name, Class<T> course) throws Exception {
    Map<String, String> path = Map.of("PATH", System.getenv("PATH"));
    String script = NodeProcess.FOLDER.resolve(name).toString();
    String service = new HttpApi(server.port()).url();
    List<String> command = List.of("node", script, service, origin + "/call.html");
    try (ChildProcess node = ChildProcess.start(path, command)) {
      assertThat(node.awaitEnd(Duration.ofMinutes(1))).as("%s", node.lines()).isZero();
      return new JsonMapper().readValue(node.lines().getLast(), course);
    }
  }

  private static void flows(Side side) {
    assertThat(side.candidates()).isPositive();
    assertThat(side.later().framesDecoded()).isGreaterThan(side.begun().framesDecoded());
    assertThat(side.later().videoBytes()).isGreaterThan(side.begun().videoBytes());
    assertThat(side.later().audioBytes()).isGreaterThan(side.begun().audioBytes());
  }
}
