/// The WebSocket protocol (RFC 6455) on Helidon's upgrade SPI; knows nothing of what it carries.
@NullMarked
package com.sup.messenger.websocket.rfc6455;

import org.jspecify.annotations.NullMarked;
