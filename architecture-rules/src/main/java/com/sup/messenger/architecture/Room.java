package com.sup.messenger.architecture;

import java.util.Set;

/// A part of a hexagonal application. A room has any number of packages.
enum Room {
  DOMAIN,
  APPLICATION,
  PORTS,
  MEMORY,
  PROTOCOLS,
  SHARED,
  INBOUND,
  OUTBOUND,
  BOOTSTRAP,

  /// Packages under the root that are no part of the application.
  OUTSIDE;

  /// The rooms of the application.
  static final Set<Room> ALL =
      Set.of(DOMAIN, APPLICATION, PORTS, MEMORY, PROTOCOLS, SHARED, INBOUND, OUTBOUND, BOOTSTRAP);

  /// The rooms whose packages are each replaced without a look at the others.
  static final Set<Room> ADAPTERS = Set.of(MEMORY, INBOUND, OUTBOUND);
}
