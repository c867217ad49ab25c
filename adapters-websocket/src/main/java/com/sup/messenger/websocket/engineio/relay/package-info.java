/// Requests for the sessions of other instances: questions to the owner, and its answers.
@NullMarked
package com.sup.messenger.websocket.engineio.relay;

import org.jspecify.annotations.NullMarked;
