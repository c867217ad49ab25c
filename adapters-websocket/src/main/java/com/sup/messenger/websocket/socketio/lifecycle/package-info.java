/// The parts of a socket's life: the end and its reason, awaited answers, the hand-over.
@NullMarked
package com.sup.messenger.websocket.socketio.lifecycle;

import org.jspecify.annotations.NullMarked;
