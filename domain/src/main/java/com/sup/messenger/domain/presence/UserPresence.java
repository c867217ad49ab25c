package com.sup.messenger.domain.presence;

import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The state of a user's presence: absent, present, or leaving (contract, "Presence").
///
/// A transition that means nothing in a state returns the same state.
public sealed interface UserPresence {

  /// Returns the presence that others see.
  Presence shown();

  /// Returns the state of a user of whom nothing is known.
  static UserPresence unknown(UserId user) {
    return new Absent(Presence.unknown(user));
  }

  /// Returns the status of the device of a connection. It is online if the connection is not known.
  default PresenceStatus saidBy(String connection) {
    return PresenceStatus.ONLINE;
  }

  /// Adds a device that has connected. It is online. If it was the last device to leave and nobody
  /// was told yet, it keeps the status that it had.
  default UserPresence enter(String connection, DeviceId device, Instant at) {
    return say(
        connection, new DeviceStatus(device, PresenceStatus.ONLINE), shown().customStatus(), at);
  }

  /// Sets the status of a device and the text of its user. Adds the device if it was not connected.
  default UserPresence update(
      String connection, DeviceStatus said, @Nullable Text customStatus, Instant at) {
    return say(connection, said, customStatus, at);
  }

  /// Removes the device of a connection that has ended.
  default UserPresence leave(String connection, Instant at) {
    return this;
  }

  /// Makes a leaving user absent. Changes nothing if the version is not the current one.
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

  /// A user without a connected device.
  record Absent(Presence shown) implements UserPresence {}

  /// A user with connected devices, by connection. All of them may be invisible.
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

  /// A user whose last device has disconnected. Others still see the presence from before.
  record Leaving(Presence shown, DeviceStatus last) implements UserPresence {

    @Override
    public UserPresence enter(String connection, DeviceId device, Instant at) {
      return last.device().equals(device)
          ? update(connection, last, shown.customStatus(), at)
          : UserPresence.super.enter(connection, device, at);
    }

    /// Adds a device. If it is invisible, the user was last seen when the last device left.
    @Override
    public UserPresence update(
        String connection, DeviceStatus said, @Nullable Text customStatus, Instant at) {
      boolean hidden = said.status() == PresenceStatus.OFFLINE;
      Presence before = hidden ? shown.becomeOffline(at) : shown;
      return new Absent(before).update(connection, said, customStatus, at);
    }

    @Override
    public UserPresence lapse(long version, Instant at) {
      return version == shown.version() ? new Absent(shown.becomeOffline(at)) : this;
    }
  }
}
