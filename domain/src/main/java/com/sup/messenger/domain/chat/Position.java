package com.sup.messenger.domain.chat;

import com.sup.messenger.domain.InvalidValueException;

/// A place in the history of a chat, up to which a client or the service knows everything.
///
/// @param seq the sequence number of the last message, 0 for none
/// @param rev the revision of the chat, 0 for none. It grows by 1 with every change of what a
/// member
///     can see of the chat (contract, "State and changes")
public record Position(long seq, long rev) {

  /// The place before the first message.
  public static final Position START = new Position(0, 0);

  public Position {
    InvalidValueException.require(seq >= 0 && rev >= 0, "must be 0 or more");
  }

  /// Returns the later place of each of the two parts.
  public Position max(Position other) {
    return new Position(Math.max(seq, other.seq), Math.max(rev, other.rev));
  }

  /// Returns the place after a change that its owner has made: it passes the revision of the
  /// change, unless another one is missing before.
  public Position passing(long made) {
    return made == rev + 1 ? new Position(seq, made) : this;
  }

  /// Returns the earlier place of each of the two parts.
  public Position min(Position other) {
    return new Position(Math.min(seq, other.seq), Math.min(rev, other.rev));
  }
}
