package com.sup.messenger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sup.messenger.bootstrap.tools.RequiresTool;
import com.sup.messenger.bootstrap.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Tests the contract in `docs` with the tools that its readers use.
@RequiresTool({Tool.NODE, Tool.NPM})
class PublishedContractTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void the_asyncapi_document_obeys_the_specification() throws InterruptedException {
    succeed("asyncapi-check.js", DOCS.resolve("asyncapi.yaml").toString());
  }

  @Test
  void the_openapi_document_obeys_the_specification() throws InterruptedException {
    succeed("openapi-check.js", DOCS.resolve("openapi.yaml").toString());
  }

  @Test
  void the_types_fit_the_official_client_and_refuse_what_is_wrong()
      throws IOException, InterruptedException {
    Files.copy(
        DOCS.resolve("events.d.ts"),
        NodeProcess.FOLDER.resolve("events.d.ts"),
        StandardCopyOption.REPLACE_EXISTING);
    succeed("node_modules/typescript/bin/tsc", "--project", NodeProcess.FOLDER.toString());
  }

  private static void succeed(String script, String... arguments) throws InterruptedException {
    try (ChildProcess check = NodeProcess.run(script, arguments)) {
      int exit = check.awaitEnd(PATIENCE);
      assertThat(exit).as("%s", check.lines()).isZero();
    }
  }
}
