/// Clients beside their sessions: those that are not known yet, and those that have closed.
@NullMarked
package com.sup.messenger.websocket.engineio.client;

import org.jspecify.annotations.NullMarked;
