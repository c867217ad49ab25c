package com.sup.messenger.application.settings;

/// Who may enter a chat.
public enum Admission {
  /// Members alone; production.
  MEMBERS,
  /// Anyone: entering or sending makes the chat and a lasting membership; development.
  ANYONE
}
