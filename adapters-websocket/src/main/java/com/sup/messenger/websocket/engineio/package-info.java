/// Engine.IO protocol v4, as its applications see it: settings, sessions, reasons of an end.
///
/// The packages below hold the server. Each knows only those that stand before it:
/// `packet`, `polling`, `client`, `session`, `relay`, `server`.
@NullMarked
package com.sup.messenger.websocket.engineio;

import org.jspecify.annotations.NullMarked;
