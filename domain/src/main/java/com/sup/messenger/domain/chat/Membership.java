package com.sup.messenger.domain.chat;

/// The membership of a user in a chat.
///
/// @param joinedAfter the sequence number of the newest message before the user joined. Messages up
///     to it never count as unread
/// @param history true if the chat shows members the messages before their join
public record Membership(long joinedAfter, boolean history) {

  /// Returns the sequence number after which the member sees messages.
  public long visibleAfter() {
    return history ? 0 : joinedAfter;
  }
}
