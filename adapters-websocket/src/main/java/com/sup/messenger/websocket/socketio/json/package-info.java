/// The JSON of packets: its limits, placeholders for binary values, and writing as in JavaScript.
@NullMarked
package com.sup.messenger.websocket.socketio.json;

import org.jspecify.annotations.NullMarked;
