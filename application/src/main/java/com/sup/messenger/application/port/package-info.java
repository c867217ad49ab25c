/// What the use cases need of the world: one interface a role, each documented by what it
/// guarantees.
///
/// Whoever writes an adapter implements these and runs the contract of each from `port-contracts`.
/// Any method may throw [UnavailableException] where the dependency behind it is down.
@NullMarked
package com.sup.messenger.application.port;

import org.jspecify.annotations.NullMarked;
