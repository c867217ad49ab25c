package com.sup.messenger.domain.presence;

import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a user is: gone, there with devices, or about to be gone (contract, "Presence").
///
/// What is asked of a state in which it means nothing leaves it as it is.
public sealed interface UserPresence {

  /// What others see of it.
  Presence shown();

  /// A user of whom nothing is known.
  static UserPresence unknown(UserId user) {
    return new Absent(Presence.unknown(user));
  }

  /// What a connection's device says; online where it is not there.
  default PresenceStatus saidBy(String connection) {
    return PresenceStatus.ONLINE;
  }

  /// A device has connected: online, or what it said before if it was the last to go and comes back
  /// before that was told.
  default UserPresence enter(String connection, DeviceId device, Instant at) {
    return say(
        connection, new DeviceStatus(device, PresenceStatus.ONLINE), shown().customStatus(), at);
  }

  /// A device says what its user does; counts as connected from now on, if it did not.
  default UserPresence update(
      String connection, DeviceStatus said, @Nullable Text customStatus, Instant at) {
    return say(connection, said, customStatus, at);
  }

  /// A device's connection has ended.
  default UserPresence leave(String connection, Instant at) {
    return this;
  }

  /// The time to come back is over, if nothing has happened since the version.
  default UserPresence lapse(long version, Instant at) {
    return this;
  }

  private Present say(
      String connection, DeviceStatus said, @Nullable Text customStatus, Instant at) {
    Map<String, DeviceStatus> devices = new LinkedHashMap<>();
    if (this instanceof Present present) {
      devices.putAll(present.devices);
    }
    devices.put(connection, said);
    return new Present(shown().become(Present.merge(devices), customStatus, at), devices);
  }

  /// No device is there.
  record Absent(Presence shown) implements UserPresence {}

  /// Devices are there, by connection; all of them may be invisible.
  record Present(Presence shown, Map<String, DeviceStatus> devices) implements UserPresence {

    public Present {
      devices = Map.copyOf(devices);
    }

    @Override
    public PresenceStatus saidBy(String connection) {
      DeviceStatus said = devices.get(connection);
      return said == null ? PresenceStatus.ONLINE : said.status();
    }

    @Override
    public UserPresence enter(String connection, DeviceId device, Instant at) {
      return devices.containsKey(connection)
          ? this
          : UserPresence.super.enter(connection, device, at);
    }

    @Override
    public UserPresence leave(String connection, Instant at) {
      DeviceStatus gone = devices.get(connection);
      if (gone == null) {
        return this;
      }
      if (devices.size() == 1) {
        return new Leaving(shown.become(shown.status(), shown.customStatus(), at), gone);
      }
      Map<String, DeviceStatus> rest = new LinkedHashMap<>(devices);
      rest.remove(connection);
      return new Present(shown.become(merge(rest), shown.customStatus(), at), rest);
    }

    private static PresenceStatus merge(Map<String, DeviceStatus> devices) {
      return PresenceStatus.merge(devices.values().stream().map(DeviceStatus::status).toList());
    }
  }

  /// The last device has gone, and nobody is told yet.
  record Leaving(Presence shown, DeviceStatus last) implements UserPresence {

    @Override
    public UserPresence enter(String connection, DeviceId device, Instant at) {
      return last.device().equals(device)
          ? update(connection, last, shown.customStatus(), at)
          : UserPresence.super.enter(connection, device, at);
    }

    @Override
    public UserPresence lapse(long version, Instant at) {
      return version == shown.version() ? new Absent(shown.becomeOffline(at)) : this;
    }
  }
}
