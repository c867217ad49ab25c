/// Engine.IO protocol v4: sessions over HTTP long-polling and WebSocket.
@NullMarked
package com.sup.messenger.websocket.engineio;

import org.jspecify.annotations.NullMarked;
