package com.sup.messenger.domain.message;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message with its content.
///
/// @param silent true if it is never unread, and notifies nobody
/// @param expiresAt the time at which its content is deleted; null for none
/// @param version 0 as it was sent, 1 after the first edit, and so on
/// @param editedAt the time of the last edit; null if there was none
public record Message(
    MessageId id,
    ChatId chatId,
    long seq,
    UserId senderId,
    EncryptedContent encryptedContent,
    MessageType messageType,
    @Nullable MessageId replyToId,
    @Nullable Metadata metadata,
    Instant createdAt,
    @Nullable TempId tempId,
    boolean silent,
    @Nullable Instant expiresAt,
    int version,
    @Nullable Instant editedAt)
    implements ChatMessage {

  public Message {
    InvalidValueException.require(seq >= 1, "must have a seq of 1 or more");
  }

  /// Gives a draft its place.
  public static Message compose(
      Draft draft, UserId sender, MessageId id, long seq, Instant createdAt) {
    return new Message(
        id,
        draft.chatId(),
        seq,
        sender,
        draft.encryptedContent(),
        draft.messageType(),
        draft.replyToId(),
        draft.metadata(),
        createdAt,
        draft.tempId(),
        draft.silent(),
        draft.lifetime() == null ? null : createdAt.plus(draft.lifetime()),
        0,
        null);
  }

  /// Returns what the message was composed of.
  public Draft draft() {
    return new Draft(
        chatId,
        encryptedContent,
        messageType,
        replyToId,
        metadata,
        tempId,
        silent,
        expiresAt == null ? null : Duration.between(createdAt, expiresAt));
  }

  /// Returns the message as a version of that number.
  public Message as(int number, @Nullable Instant at) {
    return with(encryptedContent, metadata, number, at);
  }

  /// Returns true if the metadata mention a user.
  public boolean mentions(UserId user) {
    return metadata != null && metadata.mentions().contains(user);
  }

  /// Returns the next version.
  ///
  /// @param newMetadata null to keep the metadata
  public Message edited(EncryptedContent content, @Nullable Metadata newMetadata, Instant at) {
    return with(content, newMetadata == null ? metadata : newMetadata, version + 1, at);
  }

  /// Returns what is left after the deletion.
  ///
  /// @param by the user who deletes it; null for a back-end
  public DeletedMessage deleted(@Nullable UserId by, Instant at) {
    return new DeletedMessage(id, chatId, seq, senderId, createdAt, at, by, DeletionReason.DELETED);
  }

  /// Returns what is left after the message's lifetime.
  ///
  /// @throws IllegalStateException if it does not expire
  public DeletedMessage expired() {
    if (expiresAt == null) {
      throw new IllegalStateException("The message does not expire");
    }
    return new DeletedMessage(
        id, chatId, seq, senderId, createdAt, expiresAt, null, DeletionReason.EXPIRED);
  }

  @Override
  public MessageStatus status() {
    return MessageStatus.SENT;
  }

  /// Returns the size of content and metadata on the wire, in bytes. A control character takes up
  /// to six bytes there.
  @Override
  public int weight() {
    int clear = metadata == null ? 0 : metadata.bytes();
    return JsonSize.of(encryptedContent.value()) + clear;
  }

  /// Returns the message without metadata, and with [EncryptedContent#LEFT_OUT] as its content.
  public Message withoutContent() {
    return with(EncryptedContent.LEFT_OUT, null, version, editedAt);
  }

  private Message with(
      EncryptedContent content,
      @Nullable Metadata newMetadata,
      int newVersion,
      @Nullable Instant newEditedAt) {
    return new Message(
        id,
        chatId,
        seq,
        senderId,
        content,
        messageType,
        replyToId,
        newMetadata,
        createdAt,
        tempId,
        silent,
        expiresAt,
        newVersion,
        newEditedAt);
  }
}
