package com.sup.messenger.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The links and the anchors of a Markdown page, as GitHub shows it. Leaves out code.
///
/// @param links the targets of links and images, with their lines
/// @param anchors the names of the headings
record Page(List<Link> links, Set<String> anchors) {

  /// A link of a page.
  ///
  /// @param line the number of its line; the first line of a page is 1
  record Link(int line, String target) {}

  private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Pattern LINK = Pattern.compile("]\\(([^()\\s]+)\\)");
  private static final Pattern DEFINITION = Pattern.compile("\\[[^\\]]+]:\\s+(\\S+)");

  static Page of(List<String> lines) {
    Page page = new Page(new ArrayList<>(), new HashSet<>());
    Map<String, Integer> earlier = new HashMap<>();
    boolean code = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      boolean fence = line.startsWith("```");
      code ^= fence;
      if (!code && !fence) {
        page.read(i + 1, line, earlier);
      }
    }
    return page;
  }

  private void read(int number, String line, Map<String, Integer> earlier) {
    Matcher heading = HEADING.matcher(line);
    if (heading.matches()) {
      String anchor = anchor(heading.group(1));
      int before = earlier.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? anchor : anchor + "-" + before);
    }
    // The text of a link may be code. Only code around a whole link hides it.
    String shown = CODE.matcher(line).replaceAll("`");
    for (Pattern pattern : List.of(LINK, DEFINITION)) {
      pattern.matcher(shown).results().forEach(link -> links.add(new Link(number, link.group(1))));
    }
  }

  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
        .strip()
        .replace(' ', '-');
  }
}
