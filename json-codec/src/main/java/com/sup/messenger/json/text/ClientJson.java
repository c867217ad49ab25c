package com.sup.messenger.json.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON value from a client: well-formed text that becomes an object only when it is read.
///
/// Immutable. It keeps the whole text that it is a part of, so do not keep it for long. A value
/// that exceeds a bound of [JsonLimits] keeps nothing but the reason.
public final class ClientJson {

  /// Reads a value from a parser.
  @FunctionalInterface
  public interface Parsing<T> {
    public T parse(JsonParser json) throws IOException;
  }

  /// A value that is not there.
  public static final ClientJson ABSENT = new ClientJson("", 0, 0);

  /// An empty object, `{}`.
  public static final ClientJson EMPTY_OBJECT = new ClientJson("{}", 0, 2);

  // The scan has already bounded the text.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          // By default each connection's thread would keep 16 KiB of buffers for good.
          .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
          // Clients could fill a table of names that all connections share.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private static final JsonMapper TREES = new JsonMapper(FACTORY);

  private final String text;
  private final int from;
  private final int to;
  private final @Nullable String refusal;

  /// Makes a value of a part of a text that has been scanned.
  ClientJson(String text, int from, int to) {
    this(text, from, to, null);
  }

  private ClientJson(String text, int from, int to, @Nullable String refusal) {
    this.text = text;
    this.from = from;
    this.to = to;
    this.refusal = refusal;
  }

  /// Reads the value of a text. Returns nothing if the text is not JSON.
  public static Optional<ClientJson> of(String text, JsonLimits limits) {
    try {
      return Optional.of(new JsonScan(text, 0, limits).whole());
    } catch (MalformedJsonException _) {
      return Optional.empty();
    }
  }

  /// Returns the length of the text in characters.
  public int length() {
    return to - from;
  }

  /// Makes a value that breaks a rule. Nothing of it is kept.
  public static ClientJson refused(String reason) {
    return new ClientJson("", 0, 0, reason);
  }

  /// Returns the rule that the value breaks, to be read after its name: "must hold at most ...".
  /// Such a value cannot be read.
  public Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /// Reads the value, from its beginning. The parts that are not read take no memory.
  ///
  /// @throws IllegalStateException for a value that is [refused][#refusal()]
  public JsonCursor cursor() {
    requireTaken();
    return new JsonCursor(text, from, to);
  }

  /// Reads the value by a parser that stands before its first token.
  public <T> T parse(Parsing<T> parsing) {
    requireTaken();
    try (JsonParser json = FACTORY.createParser(new PartReader(text, from, to))) {
      return parsing.parse(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireTaken() {
    if (refusal != null) {
      throw new IllegalStateException("refused: " + refusal);
    }
  }

  /// Returns the value as a tree. Of repeated names the last one counts. A value that is not there
  /// is a missing node.
  ///
  /// A tree takes many times the bytes of its text, up to about 100 for each value that
  /// [JsonLimits] allows.
  ///
  /// @throws IllegalStateException for a value that is [refused][#refusal()]
  public JsonNode tree() {
    JsonNode tree = parse(TREES::readTree);
    return tree == null ? MissingNode.getInstance() : tree;
  }

  /// Returns true if the value is a string or a number.
  public boolean isScalar() {
    char kind = text.charAt(from);
    return kind == '"' || kind == '-' || (kind >= '0' && kind <= '9');
  }

  /// Returns the text of a string, or a number as it was written.
  public String scalar() {
    return text.charAt(from) == '"' ? cursor().string() : text.substring(from, to);
  }

  /// Shows nothing of the value: it may hold secrets.
  @Override
  public String toString() {
    return "ClientJson[" + (to - from) + " characters]";
  }
}
