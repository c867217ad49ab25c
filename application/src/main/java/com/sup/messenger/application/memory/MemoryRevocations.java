package com.sup.messenger.application.memory;

import com.sup.messenger.application.port.Revocations;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Revocations in this process. At the bound, if none may be forgotten, a revocation of another
/// user is refused as unavailable.
public final class MemoryRevocations implements Revocations {

  private static final class UserRevocations {
    private Instant all = Instant.MIN;
    private final Map<DeviceId, Instant> devices = new HashMap<>();
    private Instant last = Instant.MIN;
  }

  private final InstantSource clock;
  private final int maxUsers;
  private final LinkedHashMap<UserId, UserRevocations> users = new LinkedHashMap<>();

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
    UserRevocations revoked = users.getOrDefault(user, new UserRevocations());
    users.putLast(user, revoked);
    revoked.last = clock.instant();
    boolean alone = device != null && hasRoom(revoked, device);
    if (alone) {
      revoked.devices.merge(device, issuedBefore, MemoryRevocations::later);
    } else {
      revoked.all = later(revoked.all, issuedBefore);
    }
  }

  private static boolean hasRoom(UserRevocations revoked, DeviceId device) {
    return revoked.devices.size() < MAX_DEVICES || revoked.devices.containsKey(device);
  }

  private void forgetOld() {
    Instant oldest = clock.instant().minus(KEPT);
    while (!users.isEmpty() && users.firstEntry().getValue().last.isBefore(oldest)) {
      users.pollFirstEntry();
    }
  }

  @Override
  public synchronized Revoked of(UserId user) {
    UserRevocations known = users.get(user);
    return known == null ? Revoked.NOTHING : new Revoked(known.all, known.devices);
  }

  @Override
  public synchronized Map<UserId, Revoked> of(Collection<UserId> some) {
    Map<UserId, Revoked> found = new HashMap<>();
    some.stream().filter(users::containsKey).forEach(user -> found.put(user, of(user)));
    return found;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
