package com.sup.messenger.websocket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compiles the types for Kotlin. The compiler is there in the profile `kotlin` only: it has 60 MB.
@Tag("kotlin")
class KotlinTypesTest {

  private static final String COMPILER = "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler";
  private static final Path TYPES = Path.of("..", "docs", "types", "SupEvents.kt");

  @Test
  void the_types_for_kotlin_compile(@TempDir Path classes) throws Exception {
    String path = System.getProperty("java.class.path");
    Object compiler = Class.forName(COMPILER).getConstructor().newInstance();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] arguments = {
      "-no-stdlib", "-Werror", "-classpath", path, "-d", classes.toString(), TYPES.toString()
    };
    Object end =
        compiler
            .getClass()
            .getMethod("exec", PrintStream.class, String[].class)
            .invoke(compiler, new PrintStream(said, true, StandardCharsets.UTF_8), arguments);
    assertThat(end).as("%s", said.toString(StandardCharsets.UTF_8)).hasToString("OK");
    assertThat(classes.resolve("com/sup/messenger/client/Message.class")).exists();
  }
}
