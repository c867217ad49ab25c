package com.sup.messenger.architecture.page;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// A Maven project in a folder. Compiles and runs it as Maven would, in this process.
final class Project {

  private static final Path MAIN = Path.of("src", "main", "java");
  private static final Path TEST = Path.of("src", "test", "java");

  private final Path folder;

  Project(Path folder) {
    this.folder = folder;
  }

  /// @param path below the folder
  void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// Compiles the project, and runs the test methods of a class.
  ///
  /// @throws AssertionError if the compiler or a test complains
  void test(String className) throws Exception {
    Path classes = compile(MAIN, "classes");
    Path testClasses = compile(TEST, "test-classes");
    URL[] urls = {classes.toUri().toURL(), testClasses.toUri().toURL()};
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(urls, before)) {
      thread.setContextClassLoader(loader); // ArchUnit looks for classes there.
      run(loader.loadClass(className));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Path compile(Path sources, String output) throws IOException {
    Path target = Files.createDirectories(folder.resolve("target").resolve(output));
    String path = System.getProperty("java.class.path");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("--release", "17", "-cp", path, "-proc:none", "-d", target.toString());
    try (Stream<Path> files = Files.walk(folder.resolve(sources));
        var manager = compiler.getStandardFileManager(null, null, null)) {
      List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
      var units = manager.getJavaFileObjectsFromPaths(java);
      if (!compiler.getTask(null, manager, null, options, null, units).call()) {
        throw new AssertionError("The page does not compile");
      }
    }
    return target;
  }

  private static void run(Class<?> type) throws Exception {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object test = constructor.newInstance();
    for (Method method : type.getDeclaredMethods()) {
      method.setAccessible(true);
      try {
        method.invoke(test);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof AssertionError broken) {
          throw broken;
        }
        throw e;
      }
    }
  }
}
