/// A TCP listener of our own for Helidon's HTTP/1.1.
///
/// It accepts connections, and bounds their number, time and bytes. It also finds a client's real
/// address, and speaks TLS.
///
/// A connection has a thread only while it has work. It has none before its first byte, and none
/// between two messages of an upgraded connection.
@NullMarked
package com.sup.messenger.listener;

import org.jspecify.annotations.NullMarked;
