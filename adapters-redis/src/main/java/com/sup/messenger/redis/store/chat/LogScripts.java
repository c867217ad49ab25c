package com.sup.messenger.redis.store.chat;

import com.sup.messenger.domain.ChatId;
import com.sup.messenger.redis.connection.RedisKeys;
import com.sup.messenger.redis.connection.Script;
import com.sup.messenger.redis.pubsub.Channels;
import java.util.List;
import java.util.stream.Stream;

/// The scripts of a log, and the keys that they share.
final class LogScripts {

  private static final String COMMON = "log-common";

  private final RedisKeys names;
  private final Channels channels;

  LogScripts(RedisKeys names, Channels channels) {
    this.names = names;
    this.channels = channels;
  }

  /// Reads a script.
  ///
  /// @param others scripts with functions that it calls, beside `log-common`
  static Script named(String name, String... others) {
    String[] all = Stream.concat(Stream.of(COMMON), Stream.of(others)).toArray(String[]::new);
    return Script.named(name, LogScripts.class, all);
  }

  /// Returns the keys of all scripts, in the order of `log-common`.
  List<String> keys(ChatId chat) {
    return List.of(
        names.of(chat, "members"),
        log(chat),
        now(chat),
        channels.of(chat),
        names.of(chat, "authored"),
        names.of(chat, "mentioned"),
        names.of(chat, "gone"),
        names.of(chat, "replaced"),
        names.of(chat, "expiring"),
        names.of(chat, "reactions"),
        names.of(chat, "reacted"));
  }

  /// Returns the key of the entries and their notes.
  String log(ChatId chat) {
    return names.of(chat, "log");
  }

  /// Returns the key of the head and the revision, which outlive the log.
  String now(ChatId chat) {
    return names.of(chat, "now");
  }
}
