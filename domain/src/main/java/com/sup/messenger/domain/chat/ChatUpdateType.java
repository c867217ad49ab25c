package com.sup.messenger.domain.chat;

/// The attribute of a chat that changed.
public enum ChatUpdateType {
  NAME,
  AVATAR,
  DESCRIPTION,
  SETTINGS,
  MEMBERS
}
