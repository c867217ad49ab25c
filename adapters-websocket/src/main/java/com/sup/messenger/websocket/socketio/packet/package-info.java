/// The packets of Socket.IO protocol v5, their encoder and their decoder.
@NullMarked
package com.sup.messenger.websocket.socketio.packet;

import org.jspecify.annotations.NullMarked;
