package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Revocations within the process; past the bound, and with nothing that may be forgotten, none is
/// taken in any more.
public final class MemoryRevocations implements Revocations {

  private static final class Revoked {
    private Instant all = Instant.MIN;
    private final Map<DeviceId, Instant> devices = new HashMap<>();
    private Instant last = Instant.MIN;
  }

  private final InstantSource clock;
  private final int maxUsers;
  private final LinkedHashMap<UserId, Revoked> users = new LinkedHashMap<>();

  public MemoryRevocations(InstantSource clock, int maxUsers) {
    this.clock = clock;
    this.maxUsers = maxUsers;
  }

  @Override
  public synchronized void revoke(UserId user, @Nullable DeviceId device, Instant issuedBefore) {
    forgetOld();
    if (users.size() == maxUsers && !users.containsKey(user)) {
      throw new UnavailableException("The memory for revocations is full");
    }
    Revoked revoked = users.getOrDefault(user, new Revoked());
    users.putLast(user, revoked);
    revoked.last = clock.instant();
    boolean alone = device != null && hasRoom(revoked, device);
    if (alone) {
      revoked.devices.merge(device, issuedBefore, MemoryRevocations::later);
    } else {
      revoked.all = later(revoked.all, issuedBefore);
    }
  }

  private static boolean hasRoom(Revoked revoked, DeviceId device) {
    return revoked.devices.size() < MAX_DEVICES || revoked.devices.containsKey(device);
  }

  private void forgetOld() {
    Instant oldest = clock.instant().minus(KEPT);
    while (!users.isEmpty() && users.firstEntry().getValue().last.isBefore(oldest)) {
      users.pollFirstEntry();
    }
  }

  @Override
  public synchronized Optional<Instant> of(UserId user, DeviceId device) {
    Revoked revoked = users.get(user);
    return revoked == null
        ? Optional.empty()
        : Stream.of(revoked.all, revoked.devices.getOrDefault(device, Instant.MIN))
            .reduce(MemoryRevocations::later)
            .filter(time -> !time.equals(Instant.MIN));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
