package com.sup.messenger.bootstrap.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequiresToolTest {

  @Test
  @RequiresTool(Tool.DOCKER)
  void a_test_that_needs_docker_runs_only_with_docker() {
    assertThat(Tool.DOCKER.isPresent()).isTrue();
  }

  @Test
  @RequiresTool({Tool.NODE, Tool.NPM})
  void a_test_that_needs_node_runs_only_with_node() {
    assertThat(Tool.NODE.isPresent()).isTrue();
    assertThat(Tool.NPM.isPresent()).isTrue();
  }

  @Test
  @RequiresTool(Tool.CHROMIUM)
  void a_test_that_needs_chromium_runs_only_with_chromium() {
    assertThat(Tool.CHROMIUM.isPresent()).isTrue();
  }
}
