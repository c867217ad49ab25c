package com.sup.messenger.architecture.figures;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Reads source files by the parser of the JDK. Needs no class path, because it resolves no names.
final class SourceTree {

  private static final Path MAIN = Path.of("src", "main", "java");

  private SourceTree() {}

  /// Reads the main sources of each module of a repository. Leaves out `package-info` and
  /// `module-info`.
  ///
  /// @throws IOException if a file cannot be read
  static List<SourceFile> ofRepository(Path repository) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> modules = Files.list(repository)) {
      for (Path module : modules.filter(Files::isDirectory).sorted().toList()) {
        files.addAll(javaFiles(module.resolve(MAIN)));
      }
    }
    return read(files);
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.getFileName().toString().endsWith("-info.java"))
          .sorted()
          .toList();
    }
  }

  /// Reads the given files.
  ///
  /// @throws IOException if a file cannot be read
  static List<SourceFile> read(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<SourceFile> read = new ArrayList<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      Trees trees = Trees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        read.add(new FileScan(unit, trees.getSourcePositions()).facts());
      }
    }
    return read;
  }
}
