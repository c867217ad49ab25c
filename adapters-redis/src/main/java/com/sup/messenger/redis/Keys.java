package com.sup.messenger.redis;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;

/// The names of keys and channels; what they hold stands in the package's description.
final class Keys {

  static final String INSTANCES = "{instances}";
  static final String LEASES = "{instances}:leases";
  static final String BEAT = "{instances}:beat";
  static final String REMINDERS = "reminders";
  static final String CALL = "{calls}:call:";
  static final String CALL_OF = "{calls}:of:";
  static final String CALL_AS = "{calls}:as:";

  private Keys() {}

  static String of(ChatId chat, String what) {
    return "{c:" + chat.value() + "}:" + what;
  }

  static String of(UserId user, String what) {
    return "{u:" + user.value() + "}:" + what;
  }

  static String ofSession(String key) {
    return "session:" + key;
  }

  static String ofInstance(String instance, String what) {
    return "{i:" + instance + "}:" + what;
  }
}
