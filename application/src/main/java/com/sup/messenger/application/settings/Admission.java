package com.sup.messenger.application.settings;

/// The rule for entering a chat.
public enum Admission {
  /// Admits members only; for production.
  MEMBERS,
  /// Admits any user; for development. To enter or send makes the chat and a lasting membership.
  ANYONE
}
