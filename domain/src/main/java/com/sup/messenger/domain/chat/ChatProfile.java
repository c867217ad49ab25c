package com.sup.messenger.domain.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sup.messenger.domain.InvalidValueException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The name and other attributes that back-ends give to a chat. The service carries and never reads
/// them.
///
/// `fields` may have every [ChatUpdateType] except the members:
/// - a name of 1 to 256 characters
/// - an avatar of 1 to 2,048 characters
/// - a description of 1 to 4,096 characters
/// - settings: a JSON object of at most 32,768 bytes
///
/// @param fields the fields that have a value
public record ChatProfile(Map<ChatUpdateType, String> fields) {

  /// The profile of a chat without any attribute.
  public static final ChatProfile EMPTY = new ChatProfile(Map.of());

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

  /// Returns the value of a field, if it has one.
  public Optional<String> field(ChatUpdateType type) {
    return Optional.ofNullable(fields.get(type));
  }

  /// Returns the profile after changes. An empty value removes the field.
  public ChatProfile with(Map<ChatUpdateType, Optional<String>> changes) {
    Map<ChatUpdateType, String> changed = new HashMap<>(fields);
    changes.forEach(
        (type, value) ->
            value.ifPresentOrElse(v -> changed.put(type, v), () -> changed.remove(type)));
    return new ChatProfile(changed);
  }

  /// Returns the fields in which the two profiles differ.
  public List<ChatUpdateType> differences(ChatProfile other) {
    return Stream.of(ChatUpdateType.values())
        .filter(type -> !field(type).equals(other.field(type)))
        .toList();
  }

  /// Returns the approximate size in characters.
  public int weight() {
    return fields.values().stream().mapToInt(String::length).sum();
  }

  /// Hides the values, so that no log shows them.
  @Override
  public String toString() {
    return "ChatProfile" + fields.keySet();
  }
}
