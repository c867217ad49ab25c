/// The Engine.IO server: routes, checks of a request, the upgrade to a WebSocket.
@NullMarked
package com.sup.messenger.websocket.engineio.server;

import org.jspecify.annotations.NullMarked;
