package com.sup.messenger.domain.chat;

/// A part of a chat's state, with the revision of the chat at its last change.
public record Revised<T>(long rev, T value) {}
