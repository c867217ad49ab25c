package com.sup.messenger.listener;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectTransportRequest;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.regex.Pattern;

/// Whether a request says in one way how long it is (RFC 9112 section 6.3): who stands in front of
/// the service must not see another request in the same bytes.
///
/// Helidon takes the first of several lengths, and takes a coding that it does not know for no body
/// at all.
final class Framing {

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private Framing() {}

  /// Refuses by a 400, or a 501 where the coding is not known, and ends the connection.
  ///
  /// @throws CloseConnectionException where it has been refused
  static void check(ServerRequest request, ServerResponse response) {
    Headers headers = request.headers();
    List<String> codings = headers.all(HeaderNames.TRANSFER_ENCODING, List::of);
    List<String> lengths = headers.all(HeaderNames.CONTENT_LENGTH, List::of);
    if (!codings.isEmpty() && !codings.equals(List.of("chunked"))) {
      refuse(request, response, Status.NOT_IMPLEMENTED_501);
    }
    boolean one = codings.size() + lengths.size() <= 1;
    if (!one || !lengths.stream().allMatch(length -> LENGTH.matcher(length).matches())) {
      refuse(request, response, Status.BAD_REQUEST_400);
    }
  }

  private static void refuse(ServerRequest request, ServerResponse response, Status status) {
    RequestException refusal =
        RequestException.builder()
            .type(EventType.BAD_REQUEST)
            .status(status)
            .request(DirectTransportRequest.create(request.prologue(), request.headers()))
            .setKeepAlive(false)
            .message("The length of the body is not clear")
            .build();
    request.listenerContext().directHandlers().handle(refusal, response, false);
    throw new CloseConnectionException("The length of a request is not clear", refusal);
  }
}
