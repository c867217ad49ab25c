package com.sup.messenger.redis.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message as it is stored. It has no place: only the script knows that.
///
/// @param connectionId written as [RedisJson#CONNECTION]
public record LogEntry(
    Draft draft,
    Profile sender,
    @JsonProperty(RedisJson.CONNECTION) @Nullable String connectionId,
    MessageId id,
    Instant createdAt) {

  /// Returns the message at its place.
  public Posted at(long seq) {
    return new Posted(
        Message.compose(draft, sender.id(), id, seq, createdAt), sender, connectionId);
  }
}
