package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Tests the state that the client of `clients/typescript` keeps, and the sample in its README.
class MessengerTest extends Feature {

  private static final Path CLIENT = Path.of("..", "clients", "typescript");
  private static final Pattern SAMPLE = Pattern.compile("```javascript\n(.*?)```", Pattern.DOTALL);
  private static final Pattern NO_SOURCE = Pattern.compile("\\s*(//.*|/?\\*.*)?");
  private static final int LONGEST_SAMPLE = 20;
  private static final int LONGEST_SOURCE = 400;

  MessengerTest() {
    super("messenger");
  }

  /// Counts neither blank lines, nor comments, nor the derived types.
  @Test
  void its_source_is_short() throws IOException {
    List<String> lines = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(CLIENT.resolve("src"), "*.ts")) {
      for (Path file : files) {
        if (!file.endsWith("events.d.ts")) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    lines.removeIf(line -> NO_SOURCE.matcher(line).matches());
    assertThat(lines).isNotEmpty().hasSizeLessThanOrEqualTo(LONGEST_SOURCE);
  }

  @Test
  void the_sample_in_its_readme_works() throws Exception {
    Matcher sample = SAMPLE.matcher(Files.readString(CLIENT.resolve("README.md")));
    assertThat(sample.find()).isTrue();
    assertThat(sample.group(1).lines()).hasSizeLessThanOrEqualTo(LONGEST_SAMPLE);
    try (FeatureService service = FeatureService.onMemory(LIMITS)) {
      String code = sample.group(1).replace("localhost:3001", "localhost:" + service.ports());
      Files.writeString(NodeProcess.FOLDER.resolve("messenger-sample.js"), code);
      try (ChildProcess node = NodeProcess.run("messenger-sample.js")) {
        node.await("live chat_123 0 unread, 0 pending");
        node.await("1 ada Hello, World!");
      }
    }
  }
}
