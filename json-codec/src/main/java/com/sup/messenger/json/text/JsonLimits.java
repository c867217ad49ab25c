package com.sup.messenger.json.text;

/// The limits of a JSON value from a client. A value that exceeds one is refused.
///
/// The transport bounds the length of a text.
///
/// @param depth the deepest nesting of arrays and objects. It makes recursion over a tree safe.
/// @param values the most JSON values: each scalar, array and object is one
public record JsonLimits(int depth, int values) {}
