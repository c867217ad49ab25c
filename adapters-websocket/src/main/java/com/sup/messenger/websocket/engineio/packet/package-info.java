/// Packets to clients, their encoding for both transports, and the queue where they wait.
@NullMarked
package com.sup.messenger.websocket.engineio.packet;

import org.jspecify.annotations.NullMarked;
