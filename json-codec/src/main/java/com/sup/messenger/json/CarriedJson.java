package com.sup.messenger.json;

import static com.sup.messenger.domain.InvalidValueException.require;

import com.sup.messenger.domain.Id;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.json.text.JsonCursor;
import com.sup.messenger.json.text.JsonCursor.Kind;
import java.util.LinkedHashSet;
import java.util.Set;

/// Reads JSON that the service carries for others, by [OpaqueText].
public final class CarriedJson {

  private static final String MENTIONS = "mentions";

  private CarriedJson() {}

  /// Reads any value.
  ///
  /// @param binary true if placeholders stand for binary values
  /// @throws InvalidValueException for a value that cannot be carried
  public static OpaqueJson opaque(JsonCursor json, boolean binary) {
    return new OpaqueJson(
        OpaqueText.copy(
            json,
            binary,
            OpaqueJson.MAX_BYTES,
            "must be at most " + OpaqueJson.MAX_BYTES + " bytes of JSON"));
  }

  /// Reads an object.
  ///
  /// @throws InvalidValueException for a value that is none, or cannot be carried
  public static OpaqueJson object(JsonCursor json) {
    require(json.is(Kind.OBJECT), "must be an object");
    return opaque(json, false);
  }

  static Metadata metadata(JsonCursor json, boolean binary) {
    require(json.is(Kind.OBJECT), "must be an object");
    Set<UserId> mentions = new LinkedHashSet<>();
    String object =
        OpaqueText.copy(
            json,
            binary,
            Metadata.MAX_BYTES,
            "must be an object of at most " + Metadata.MAX_BYTES + " bytes of JSON",
            MENTIONS,
            mention -> addMention(mentions, mention));
    return Metadata.of(object, mentions);
  }

  /// Reads a mention. The object is the client's own, so other fields in it are ignored.
  private static void addMention(Set<UserId> mentions, String mention) {
    if (Id.isValid(mention)) {
      mentions.add(new UserId(mention));
    }
  }
}
