/// The bytes of a connection: TCP, TLS, the header of a proxy, and the thread that waits for all
/// connections.
@NullMarked
package com.sup.messenger.listener.wire;

import org.jspecify.annotations.NullMarked;
