package com.sup.messenger.domain.message;

import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.UserId;
import java.util.List;
import java.util.Set;

/// The unencrypted part of a message: a JSON object of at most 8 KiB. The service carries it
/// unchanged.
///
/// @param json the object as text
/// @param mentions the users in the member `mentions`; the service reads nothing else of the object
public record Metadata(String json, List<UserId> mentions) {

  /// The greatest size in bytes of UTF-8.
  public static final int MAX_BYTES = 8 * 1024;

  /// The greatest number of users that a client may mention in one message.
  public static final int MAX_MENTIONS = 100;

  public Metadata {
    InvalidValueException.require(
        JsonSize.ofJson(json) <= MAX_BYTES, "must be an object of at most 8192 bytes of JSON");
    mentions = List.copyOf(mentions);
  }

  /// Makes the metadata of a new message. A stored message may mention more users, because the
  /// limit is newer than some messages.
  ///
  /// @throws InvalidValueException if it mentions more than [#MAX_MENTIONS] users
  public static Metadata of(String json, Set<UserId> mentions) {
    InvalidValueException.require(
        mentions.size() <= MAX_MENTIONS, "must mention at most " + MAX_MENTIONS + " users");
    return new Metadata(json, List.copyOf(mentions));
  }

  /// Returns the size of the object in bytes of UTF-8.
  int bytes() {
    return JsonSize.ofJson(json);
  }

  /// Hides the object, so that no log shows it.
  @Override
  public String toString() {
    return "Metadata[" + json.length() + " characters]";
  }
}
