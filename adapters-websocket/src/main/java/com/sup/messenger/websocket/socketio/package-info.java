/// Socket.IO protocol v5 over Engine.IO: packets, acknowledgements, namespaces, rooms.
@NullMarked
package com.sup.messenger.websocket.socketio;

import org.jspecify.annotations.NullMarked;
