package com.sup.messenger.websocket.engineio.relay;

/// The identity of a question that may come again.
///
/// @param asker a random number of the process that asks
/// @param count the number of the question in that process
record QuestionId(long asker, long count) {}
