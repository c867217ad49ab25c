package com.sup.messenger.bootstrap.config;

import com.sup.messenger.application.port.spi.ConfigurationException;
import com.sup.messenger.application.port.spi.Variable;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/// The file that `SUP_CONFIG` names: a flat YAML map of variables.
///
/// Values are taken as they are written. YAML's types for numbers, dates and the like do not apply.
record ConfigurationFile(Path path) {

  /// Reads the file.
  ///
  /// @param declared the variables that the file may hold; `SUP_CONFIG` is not allowed
  /// @throws ConfigurationException if the file holds anything else; names the place and never a
  ///     value
  Map<String, String> read(List<Variable<?>> declared) {
    Node root = parse();
    if (root == null) {
      return Map.of();
    }
    if (!(root instanceof MappingNode map)) {
      throw refusal("a flat YAML map", root.getStartMark());
    }
    Map<String, String> values = new HashMap<>();
    for (NodeTuple entry : map.getValue()) {
      String name = name(entry.getKeyNode(), declared);
      if (values.put(name, value(name, entry.getValueNode())) != null) {
        throw refusal("a map that has " + name + " once", entry.getKeyNode().getStartMark());
      }
    }
    return values;
  }

  private @Nullable Node parse() {
    try (Reader reader = Files.newBufferedReader(path)) {
      return new Yaml(new LoaderOptions()).compose(reader);
    } catch (MarkedYAMLException e) {
      throw refusal("well-formed YAML", e.getProblemMark());
    } catch (IOException | YAMLException _) {
      throw refusal("well-formed YAML in UTF-8", null);
    }
  }

  private String name(Node node, List<Variable<?>> declared) {
    String name = node instanceof ScalarNode scalar ? scalar.getValue() : "(no name)";
    if (name.equals(ProcessVariables.SUP_CONFIG.name())
        || declared.stream().noneMatch(variable -> variable.name().equals(name))) {
      throw refusal("a map of variables, and there is none named " + name, node.getStartMark());
    }
    return name;
  }

  private String value(String name, Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      throw refusal("a flat map, and " + name + " is not one value", node.getStartMark());
    }
    return scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue();
  }

  private ConfigurationException refusal(String allowed, @Nullable Mark mark) {
    return new ConfigurationException(
        ProcessVariables.SUP_CONFIG.name(),
        path.toString(),
        mark == null ? allowed : allowed + " (line " + (mark.getLine() + 1) + ")");
  }
}
