package com.sup.messenger.websocket.engineio.polling;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.DateTime;
import io.helidon.http.Header;

/// Makes the bytes of a response to a poll, without Helidon. Compresses a long body.
final class PollResponse {

  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=UTF-8\r\nDate: ".getBytes(US_ASCII);
  private static final byte[] REFUSED =
      "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nDate: ".getBytes(US_ASCII);

  private final byte[] headers;
  private final ContentCoding coding;
  private final int compressionThreshold;

  /// @param headers of the response, without those of its content
  /// @param coding for bodies of `compressionThreshold` bytes or more
  PollResponse(Iterable<Header> headers, ContentCoding coding, int compressionThreshold) {
    this.headers = render(headers);
    this.coding = coding;
    this.compressionThreshold = compressionThreshold;
  }

  byte[] of(byte[] body) {
    return bytes(OK, body);
  }

  byte[] refusal(EngineError error) {
    return bytes(REFUSED, error.json());
  }

  private byte[] bytes(byte[] head, byte[] body) {
    boolean compress = coding != ContentCoding.IDENTITY && body.length >= compressionThreshold;
    byte[] content = compress ? coding.encode(body) : body;
    BufferData response = BufferData.growing(256 + headers.length + content.length);
    response.write(head);
    response.write(DateTime.http1Bytes());
    response.write(headers);
    if (compress) {
      response.write(("Content-Encoding: " + coding.token() + "\r\n").getBytes(US_ASCII));
    }
    response.write(("Content-Length: " + content.length + "\r\n\r\n").getBytes(US_ASCII));
    response.write(content);
    return response.readBytes();
  }

  private static byte[] render(Iterable<Header> headers) {
    BufferData rendered = BufferData.growing(256);
    headers.forEach(header -> header.writeHttp1Header(rendered));
    return rendered.readBytes();
  }
}
