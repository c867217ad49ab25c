package com.sup.messenger.domain.notification;

import com.sup.messenger.domain.OpaqueJson;
import java.util.Locale;
import java.util.StringJoiner;

/// Writes a JSON object of texts (RFC 8259, section 7).
final class Data {

  private final StringJoiner members = new StringJoiner(",", "{", "}");

  Data with(String name, String value) {
    members.add(quoted(name) + ":" + quoted(value));
    return this;
  }

  Data with(String name, Enum<?> value) {
    return with(name, value.name().toLowerCase(Locale.ROOT));
  }

  OpaqueJson json() {
    return new OpaqueJson(members.toString());
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
