/// A TCP listener of our own under Helidon's HTTP/1.1.
///
/// It owns what happens before and around HTTP: accepting and its limits, the real address of a
/// client, TLS, deadlines, and the bytes that all connections hold together. A connection has a
/// thread only while it has work: none before its first byte, and none between two messages of an
/// upgraded connection.
@NullMarked
package com.sup.messenger.listener;

import org.jspecify.annotations.NullMarked;
