package com.sup.messenger.architecture.figures;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sup.messenger.architecture.figures.SourceFile.Member;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Walks through one parsed file and notes its facts.
final class FileScan extends TreeScanner<Void, Void> {

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final Deque<ClassTree> types = new ArrayDeque<>();
  private final List<Member> methods = new ArrayList<>();
  private final Set<String> packages = new TreeSet<>();
  private String type = "";

  FileScan(CompilationUnitTree unit, SourcePositions positions) {
    this.unit = unit;
    this.positions = positions;
  }

  SourceFile facts() throws IOException {
    scan(unit, null);
    int lines = (int) unit.getSourceFile().getCharContent(true).toString().lines().count();
    return new SourceFile(String.valueOf(unit.getPackageName()), type, lines, methods, packages);
  }

  @Override
  public Void visitImport(ImportTree node, Void nothing) {
    Tree owner = ((MemberSelectTree) node.getQualifiedIdentifier()).getExpression();
    // Names of packages begin with a small letter, those of types do not.
    while (owner instanceof MemberSelectTree select
        && Character.isUpperCase(select.getIdentifier().charAt(0))) {
      owner = select.getExpression();
    }
    packages.add(owner.toString());
    return null;
  }

  @Override
  public Void visitClass(ClassTree node, Void nothing) {
    if (types.isEmpty()) {
      type = node.getSimpleName().toString();
    }
    types.push(node);
    super.visitClass(node, nothing);
    types.pop();
    return null;
  }

  @Override
  public Void visitMethod(MethodTree node, Void nothing) {
    ClassTree owner = types.element();
    if (node.getBody() != null) {
      boolean bounded = node.getReturnType() == null && owner.getKind() != Tree.Kind.RECORD;
      String name = owner.getSimpleName() + "." + node.getName();
      int parameters = bounded ? node.getParameters().size() : 0;
      methods.add(new Member(name, lines(node), parameters));
    }
    return super.visitMethod(node, nothing);
  }

  private int lines(Tree node) {
    long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, node));
    long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, node));
    return (int) (last - first + 1);
  }
}
