/// Socket.IO protocol v5 over Engine.IO: packets, acknowledgements, namespaces.
///
/// A [SocketServer][com.sup.messenger.websocket.socketio.SocketServer] is the application of an
/// Engine.IO server. It knows nothing of HTTP. The application
/// decides which sockets an event goes to: there are no rooms.
///
/// A client that breaks the protocol loses the whole connection without an answer
/// ([ProtocolViolation][com.sup.messenger.websocket.socketio.json.ProtocolViolation]). A client
/// that is refused keeps it
/// ([ConnectRefused][com.sup.messenger.websocket.socketio.ConnectRefused]).
@NullMarked
package com.sup.messenger.websocket.socketio;

import org.jspecify.annotations.NullMarked;
