/// The requests of long-polling, and the session as these requests reach it.
@NullMarked
package com.sup.messenger.websocket.engineio.polling;

import org.jspecify.annotations.NullMarked;
