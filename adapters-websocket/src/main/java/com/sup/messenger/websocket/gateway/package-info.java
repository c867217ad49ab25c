/// The messenger over Socket.IO: events to use cases, deliveries to sockets.
@NullMarked
package com.sup.messenger.websocket.gateway;

import org.jspecify.annotations.NullMarked;
