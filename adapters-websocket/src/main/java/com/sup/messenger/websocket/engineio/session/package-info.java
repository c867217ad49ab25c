/// The sessions of this instance: their state, their transports, their deadlines.
@NullMarked
package com.sup.messenger.websocket.engineio.session;

import org.jspecify.annotations.NullMarked;
