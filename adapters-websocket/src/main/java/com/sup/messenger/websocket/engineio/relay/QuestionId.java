package com.sup.messenger.websocket.engineio.relay;

/// What a question that comes again is known by.
///
/// @param asker a random number of the process that asks
/// @param count of its questions
record QuestionId(long asker, long count) {}
