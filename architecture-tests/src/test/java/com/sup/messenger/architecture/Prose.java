package com.sup.messenger.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits comments and Markdown into sentences.
final class Prose {

  /// A sentence of a text.
  ///
  /// @param line the number of its first line; the first line of a text is 1
  /// @param text the sentence as it was written
  /// @param masked the same with an `x` for each character of code and links
  record Sentence(int line, String text, String masked) {

    long words() {
      return WORD.matcher(masked).results().count();
    }
  }

  private static final String NEW_SENTENCE =
      "@(?:param|throws)\\s+\\S+|@return|#+\\s|[-*>]\\s|\\d+\\.\\s|\\|";
  private static final Pattern START = Pattern.compile("^(?:" + NEW_SENTENCE + ")\\s*");
  private static final Pattern CODE_OR_LINK =
      Pattern.compile("`[^`]+`|\\[[^\\]]*](?:\\([^)]*\\))?");
  private static final Pattern SENTENCE =
      Pattern.compile("\\S.*?(?:(?<!e\\.g|i\\.e|\\.\\.)[.!?][\"')*_]*(?=\\s)|$)", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*");

  private final List<Sentence> sentences = new ArrayList<>();
  private final StringBuilder paragraph = new StringBuilder();
  private int firstLine;

  private Prose() {}

  /// Returns the sentences of the `///` comments of a source file.
  static List<Sentence> ofComments(List<String> lines) {
    return ofMarkdown(
        lines.stream()
            .map(String::strip)
            .map(line -> line.startsWith("///") ? line.substring(3) : "")
            .toList());
  }

  /// Returns the sentences of a page, without blocks of code and HTML comments.
  ///
  /// A heading, an item of a list, and a cell of a table begin a new sentence.
  static List<Sentence> ofMarkdown(List<String> lines) {
    Prose prose = new Prose();
    boolean code = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      boolean fence = line.startsWith("```");
      code ^= fence;
      prose.read(i + 1, code || fence || line.startsWith("<!--") ? "" : line);
    }
    prose.endParagraph();
    return prose.sentences;
  }

  private void read(int number, String line) {
    Matcher start = START.matcher(line);
    if (line.isEmpty() || start.lookingAt()) {
      endParagraph();
    }
    if (line.startsWith("|")) {
      for (String cell : line.split("\\|", -1)) {
        append(number, cell.strip());
        endParagraph();
      }
    } else {
      append(number, start.replaceFirst(""));
    }
  }

  private void append(int number, String text) {
    if (paragraph.isEmpty()) {
      firstLine = number;
    } else {
      paragraph.append('\n');
    }
    paragraph.append(text);
  }

  private void endParagraph() {
    String text = paragraph.toString();
    String masked =
        CODE_OR_LINK.matcher(text).replaceAll(link -> "x".repeat(link.group().length()));
    SENTENCE.matcher(masked).results().forEach(sentence -> add(text, sentence));
    paragraph.setLength(0);
  }

  private void add(String text, MatchResult sentence) {
    long lines = text.substring(0, sentence.start()).chars().filter(c -> c == '\n').count();
    int line = firstLine + Math.toIntExact(lines);
    String written = text.substring(sentence.start(), sentence.end());
    sentences.add(new Sentence(line, written.replace('\n', ' '), sentence.group()));
  }
}
