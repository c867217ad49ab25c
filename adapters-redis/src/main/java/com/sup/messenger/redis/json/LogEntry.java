package com.sup.messenger.redis.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message as it is stored. It has no place and no revision: only the script knows them.
///
/// @param draft null for a deleted message
/// @param connectionId written as [RedisJson#CONNECTION]
/// @param version null for 0
/// @param deleted null for a message with content
public record LogEntry(
    @Nullable Draft draft,
    Profile sender,
    @JsonProperty(RedisJson.CONNECTION) @Nullable String connectionId,
    MessageId id,
    Instant createdAt,
    @Nullable Integer version,
    @Nullable Instant editedAt,
    @Nullable DeletedMessage deleted) {

  /// Returns the entry of a new message.
  public static LogEntry of(
      Draft draft, Profile sender, @Nullable String connectionId, MessageId id, Instant createdAt) {
    return new LogEntry(draft, sender, connectionId, id, createdAt, null, null, null);
  }

  /// Returns the entry of another version of a message.
  public static LogEntry of(Posted posted) {
    return switch (posted.message()) {
      case Message message ->
          new LogEntry(
              message.draft(),
              posted.sender(),
              posted.connectionId(),
              message.id(),
              message.createdAt(),
              message.version(),
              message.editedAt(),
              null);
      case DeletedMessage deleted ->
          new LogEntry(
              null,
              posted.sender(),
              posted.connectionId(),
              deleted.id(),
              deleted.createdAt(),
              null,
              null,
              deleted);
    };
  }

  /// Returns the message at its place.
  ///
  /// @param rev the revision that the new message made
  public Posted at(long seq, long rev) {
    if (deleted != null) {
      return new Posted(deleted, sender, connectionId, rev);
    }
    if (draft == null) {
      throw new IllegalStateException("An entry is empty");
    }
    int number = version == null ? 0 : version;
    Message message = Message.compose(draft, sender.id(), id, seq, createdAt);
    return new Posted(message.as(number, editedAt), sender, connectionId, rev);
  }
}
