/// The parts of a socket's life: its phases, the end and its reason, the hand-over.
@NullMarked
package com.sup.messenger.websocket.socketio.lifecycle;

import org.jspecify.annotations.NullMarked;
