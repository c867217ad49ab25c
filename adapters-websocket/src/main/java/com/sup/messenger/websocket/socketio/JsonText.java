package com.sup.messenger.websocket.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// Reads one strict JSON value (RFC 8259) that a client sent.
///
/// Nesting is bounded, and the digits of a number (1,000), since converting them is quadratic. Of a
/// repeated key the last value holds.
final class JsonText {

  private static final int MAX_DIGITS = 1_000;

  private final ObjectReader reader;

  JsonText(int maxDepth) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(maxDepth)
                    .maxNumberLength(MAX_DIGITS)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            // By default each connection's thread would keep 16 KiB of buffers for good.
            .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
            // A table of names shared by all connections would be the clients' to fill.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();
    this.reader =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();
  }

  JsonNode read(String text) throws ProtocolViolation {
    try {
      return reader.readTree(text);
    } catch (JsonProcessingException _) {
      throw new ProtocolViolation("malformed JSON");
    }
  }
}
