package com.sup.messenger.redis.connection;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.regex.Pattern;

/// Makes the names of keys and channels; what they hold stands in the package's description.
///
/// Each name begins with the prefix, and no other class makes names: so services with prefixes of
/// their own share nothing. A prefix has no braces, so it leaves the hash tags of Redis Cluster as
/// they are. Without a slash it cannot be taken for that of another database.
public final class Keys {

  /// What a prefix may be; goes on after "must be".
  public static final String ALLOWED = "1 to 64 letters, digits, `_`, `-`, `.` or `:`";

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private final String prefix;

  private Keys(String prefix) {
    this.prefix = prefix;
  }

  /// Names that begin with nothing else.
  public static Keys plain() {
    return new Keys("");
  }

  /// Names that begin with a prefix.
  ///
  /// @throws IllegalArgumentException where it is not allowed
  public static Keys under(String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("must be " + ALLOWED);
    }
    return new Keys(prefix);
  }

  /// The names of channels. Redis knows keys by their database, and channels not: so these begin
  /// with its number too, unless that is 0.
  public Keys ofChannels(int database) {
    return database == 0 ? this : new Keys(prefix + "db" + database + "/");
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

  /// Whether a text may be the private key of a session. Clients give any: with a colon, one could
  /// name what is under another prefix.
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

  public String reminders() {
    return prefix + "reminders";
  }

  public String outbox() {
    return prefix + "push:outbox";
  }

  /// The channel by which is asked which kind of channels the server knows.
  public String bus() {
    return prefix + "{bus}";
  }

  /// With what the keys of calls begin; the call's name follows.
  public String calls() {
    return prefix + "{calls}:call:";
  }

  public String callOf(UserId user) {
    return prefix + "{calls}:of:" + user.value();
  }

  // No id has a blank.
  public String callAs(UserId user, CallId id) {
    return prefix + "{calls}:as:" + user.value() + " " + id.value();
  }
}
