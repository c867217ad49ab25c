/// Reads the JSON of a client's packets within limits, and writes JSON to clients.
@NullMarked
package com.sup.messenger.websocket.socketio.json;

import org.jspecify.annotations.NullMarked;
