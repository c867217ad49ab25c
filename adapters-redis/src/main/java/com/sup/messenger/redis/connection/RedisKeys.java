package com.sup.messenger.redis.connection;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.regex.Pattern;

/// Makes the names of keys and channels. The description of the package `redis` lists their
/// content.
///
/// Each name begins with the prefix, and no other class makes names. So services with different
/// prefixes share nothing. A prefix has no braces, so the hash tags of Redis Cluster stay as they
/// are. It has no slash, so it cannot look like the one of another database.
public final class RedisKeys {

  /// The rule for a prefix, as the end of a sentence after "must be".
  public static final String ALLOWED = "1 to 64 letters, digits, `_`, `-`, `.` or `:`";

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private final String prefix;

  private RedisKeys(String prefix) {
    this.prefix = prefix;
  }

  /// Returns names without a prefix.
  public static RedisKeys plain() {
    return new RedisKeys("");
  }

  /// Returns names that begin with a prefix.
  ///
  /// @throws IllegalArgumentException if the prefix is not allowed
  public static RedisKeys under(String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("must be " + ALLOWED);
    }
    return new RedisKeys(prefix);
  }

  /// Returns the names of channels. They also begin with the number of the database, unless it is
  /// 0.
  ///
  /// Redis separates keys by database, but not channels.
  public RedisKeys ofChannels(int database) {
    return database == 0 ? this : new RedisKeys(prefix + "db" + database + "/");
  }

  /// Returns a key in the slot of a key or channel. Nothing is kept there.
  ///
  /// The name of a channel may be no key that the user of Redis has a right to.
  String besides(String name) {
    int tag = name.indexOf('{');
    return tag < 0 ? name : prefix + name.substring(tag);
  }

  public String of(ChatId chat, String what) {
    return prefix + "{c:" + chat.value() + "}:" + what;
  }

  public String of(UserId user, String what) {
    return prefix + "{u:" + user.value() + "}:" + what;
  }

  public String ofInstance(String instance, String what) {
    return prefix + "{i:" + instance + "}:" + what;
  }

  /// Returns true if a text may be the private key of a session.
  ///
  /// Clients send any text. One with a colon could name a key under another prefix.
  public static boolean isOfSession(String key) {
    return SESSION.matcher(key).matches();
  }

  public String ofSession(String key) {
    return prefix + "session:" + key;
  }

  public String instances() {
    return prefix + "{instances}";
  }

  public String leases() {
    return prefix + "{instances}:leases";
  }

  public String beat() {
    return prefix + "{instances}:beat";
  }

  public String back() {
    return prefix + "{instances}:back";
  }

  public String durableTimers() {
    return prefix + "reminders";
  }

  public String outbox() {
    return prefix + "push:outbox";
  }

  /// Returns the channel for the test if the server knows sharded channels.
  public String bus() {
    return prefix + "{bus}";
  }

  /// Returns the beginning of the keys of calls. The call's name follows.
  public String calls() {
    return prefix + "{calls}:call:";
  }

  public String callOf(UserId user) {
    return prefix + "{calls}:of:" + user.value();
  }

  /// Returns the key of the call that a user was in last.
  public String lastCallOf(UserId user) {
    return prefix + "{calls}:last:" + user.value();
  }

  // No id has a blank.
  public String callAs(UserId user, CallId id) {
    return prefix + "{calls}:as:" + user.value() + " " + id.value();
  }
}
