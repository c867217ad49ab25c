/// The WebSocket protocol (RFC 6455) on a connection of the listener. It knows nothing of the data
/// that it carries.
@NullMarked
package com.sup.messenger.websocket.rfc6455;

import org.jspecify.annotations.NullMarked;
