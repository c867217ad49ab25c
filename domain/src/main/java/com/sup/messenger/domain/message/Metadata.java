package com.sup.messenger.domain.message;

import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.UserId;
import java.util.List;
import java.util.Set;

/// What a client says about a message in clear: a JSON object of at most 8 KiB, carried as it is.
///
/// @param json the object as text
/// @param mentions the users that the member `mentions` names: all that the service reads of it
public record Metadata(String json, List<UserId> mentions) {

  /// The bound in bytes of UTF-8.
  public static final int MAX_BYTES = 8 * 1024;

  /// How many users a client may mention in a message.
  public static final int MAX_MENTIONS = 100;

  public Metadata {
    InvalidValueException.require(
        JsonSize.ofJson(json) <= MAX_BYTES, "must be an object of at most 8192 bytes of JSON");
    mentions = List.copyOf(mentions);
  }

  /// What a client says now; what was said before may mention more users.
  ///
  /// @throws InvalidValueException if it mentions more than [#MAX_MENTIONS] users
  public static Metadata of(String json, Set<UserId> mentions) {
    InvalidValueException.require(
        mentions.size() <= MAX_MENTIONS, "must mention at most " + MAX_MENTIONS + " users");
    return new Metadata(json, List.copyOf(mentions));
  }

  /// How many bytes the object takes in UTF-8.
  int bytes() {
    return JsonSize.ofJson(json);
  }

  /// Hides the object, as for the content.
  @Override
  public String toString() {
    return "Metadata[" + json.length() + " characters]";
  }
}
