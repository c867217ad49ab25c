package com.sup.messenger.domain.chat;

/// What of a chat has changed.
public enum ChatUpdateType {
  NAME,
  AVATAR,
  DESCRIPTION,
  SETTINGS,
  MEMBERS
}
