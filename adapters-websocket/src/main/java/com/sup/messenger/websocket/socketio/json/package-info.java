/// The JSON of packets: read from a client within limits, and written to a client.
@NullMarked
package com.sup.messenger.websocket.socketio.json;

import org.jspecify.annotations.NullMarked;
