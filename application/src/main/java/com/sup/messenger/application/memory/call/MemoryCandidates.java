package com.sup.messenger.application.memory.call;

import com.sup.messenger.application.port.CallStore;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.UserDevice;
import com.sup.messenger.domain.call.Active;
import com.sup.messenger.domain.call.Call;
import com.sup.messenger.domain.call.Ended;
import com.sup.messenger.domain.call.Ringing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The kept candidates of one call. It is used in the lock of its call book.
final class MemoryCandidates {

  private final Map<UserDevice, List<OpaqueJson>> kept = new HashMap<>();
  private final Set<UserDevice> released = new HashSet<>();

  CallStore.Keeping keep(UserDevice device, OpaqueJson candidate) {
    if (released.contains(device)) {
      return CallStore.Keeping.OVER;
    }
    if (kept.size() >= CallStore.MAX_KEEPING_DEVICES && !kept.containsKey(device)) {
      return CallStore.Keeping.FULL;
    }
    List<OpaqueJson> ofDevice = kept.computeIfAbsent(device, _ -> new ArrayList<>());
    int characters = characters(ofDevice) + candidate.json().length();
    if (ofDevice.size() >= CallStore.MAX_KEPT || characters > CallStore.MAX_KEPT_CHARACTERS) {
      return CallStore.Keeping.FULL;
    }
    ofDevice.add(candidate);
    return CallStore.Keeping.KEPT;
  }

  private static int characters(List<OpaqueJson> candidates) {
    return candidates.stream().mapToInt(candidate -> candidate.json().length()).sum();
  }

  List<OpaqueJson> release(UserDevice device) {
    List<OpaqueJson> ofDevice = kept.remove(device);
    if (ofDevice != null) {
      return ofDevice;
    }
    released.add(device);
    return List.of();
  }

  /// Forgets the devices that can no longer be in the call.
  void retain(Call call) {
    kept.keySet().removeIf(device -> !mayBeIn(call, device));
  }

  private static boolean mayBeIn(Call call, UserDevice device) {
    return switch (call) {
      case Ringing _ -> true;
      case Active active -> active.leg(device.user(), device.device()).isPresent();
      case Ended _ -> false;
    };
  }
}
