package com.sup.messenger.architecture.figures;

import java.util.List;
import java.util.Set;

/// The facts of one source file.
///
/// @param packageName the package, with dots
/// @param type the simple name of the type that the file declares
/// @param lines the length in lines
/// @param methods each method and constructor, nested types included
/// @param packages the packages that it imports from
record SourceFile(
    String packageName, String type, int lines, List<Member> methods, Set<String> packages) {

  /// A method or a constructor with a body.
  ///
  /// @param name the type and the method: `Listener.open`
  /// @param lines the length in lines, with annotations and without the comment
  /// @param parameters the number of parameters of a constructor; 0 for a method and for a record,
  ///     whose parameters are its fields
  record Member(String name, int lines, int parameters) {}

  SourceFile {
    methods = List.copyOf(methods);
    packages = Set.copyOf(packages);
  }
}
