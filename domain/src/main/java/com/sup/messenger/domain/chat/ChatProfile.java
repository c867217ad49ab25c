package com.sup.messenger.domain.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sup.messenger.domain.InvalidValueException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What back-ends say of a chat; the service carries it and never reads it.
///
/// @param fields the fields that are set, of every [ChatUpdateType] but the members: a name of 1 to
///     256 characters, an avatar of 1 to 2,048, a description of 1 to 4,096, and settings that are
///     an object of at most 32,768 bytes of JSON
/// @param beginsAfter the place in the chat's log after which the chat begins: 0, unless a chat of
///     the same id was there before and was deleted
public record ChatProfile(Map<ChatUpdateType, String> fields, long beginsAfter) {

  /// Nothing is said of the chat.
  public static final ChatProfile EMPTY = new ChatProfile(Map.of(), 0);

  private static final int MAX_SETTINGS = 32 * 1024;

  public ChatProfile {
    fields = Map.copyOf(fields);
    fields.forEach(ChatProfile::check);
  }

  private static void check(ChatUpdateType field, String value) {
    switch (field) {
      case NAME -> requireLength("name", value, 256);
      case AVATAR -> requireLength("avatar", value, 2_048);
      case DESCRIPTION -> requireLength("description", value, 4_096);
      case SETTINGS ->
          InvalidValueException.require(
              value.startsWith("{") && value.getBytes(UTF_8).length <= MAX_SETTINGS,
              "settings must be an object of at most " + MAX_SETTINGS + " bytes of JSON");
      case MEMBERS -> throw new InvalidValueException("members must not be part of a profile");
    }
  }

  private static void requireLength(String field, String value, int max) {
    InvalidValueException.require(
        !value.isEmpty() && value.length() <= max,
        field + " must be a string of 1 to " + max + " characters");
  }

  /// A field, where it is set.
  public Optional<String> field(ChatUpdateType type) {
    return Optional.ofNullable(fields.get(type));
  }

  /// With some of the fields changed; an empty one is taken away.
  public ChatProfile with(Map<ChatUpdateType, Optional<String>> changes) {
    Map<ChatUpdateType, String> changed = new HashMap<>(fields);
    changes.forEach(
        (type, value) ->
            value.ifPresentOrElse(v -> changed.put(type, v), () -> changed.remove(type)));
    return new ChatProfile(changed, beginsAfter);
  }

  /// The fields in which another profile differs.
  public List<ChatUpdateType> differences(ChatProfile other) {
    return Stream.of(ChatUpdateType.values())
        .filter(type -> !field(type).equals(other.field(type)))
        .toList();
  }

  /// About how many characters it takes.
  public int weight() {
    return fields.values().stream().mapToInt(String::length).sum();
  }

  /// Hides the values.
  @Override
  public String toString() {
    return "ChatProfile" + fields.keySet();
  }
}
