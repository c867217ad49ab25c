package com.sup.messenger.listener.http;

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

/// Refuses requests that a balancer may read in another way.
///
/// The length of their body is not clear (RFC 9112 section 6.3), or their path names another one
/// (RFC 3986 section 5.2.4). Helidon takes the first of several lengths. It takes an unknown coding
/// for no body, and serves `/a/..;/b` as `/b`. No upstream issue says so; `ListenerTest` shows it
/// (`a_request_whose_length_is_not_clear_...`, `a_path_that_names_another_one_is_refused`).
public final class Framing {

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  // Dot segments, also with parameters or encoded; empty segments; backslashes.
  private static final Pattern OTHER_PATH =
      Pattern.compile("(?i)(/|%2f)(\\.|%2e){1,2}(;[^/]*)?(/|%2f|$)|//|\\\\|%5c");

  private Framing() {}

  /// Answers such a request with a 400, or a 501 if the coding is not known. Ends the connection.
  ///
  /// @throws CloseConnectionException if the request has been refused
  public static void check(ServerRequest request, ServerResponse response) {
    Headers headers = request.headers();
    List<String> codings = headers.all(HeaderNames.TRANSFER_ENCODING, List::of);
    List<String> lengths = headers.all(HeaderNames.CONTENT_LENGTH, List::of);
    boolean chunked = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
    if (!codings.isEmpty() && !chunked) {
      refuse(request, response, Status.NOT_IMPLEMENTED_501);
    }
    if (OTHER_PATH.matcher(request.prologue().uriPath().rawPath()).find()) {
      refuse(request, response, Status.BAD_REQUEST_400);
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
            .message("The request can be read in several ways")
            .build();
    request.listenerContext().directHandlers().handle(refusal, response, false);
    throw new CloseConnectionException("A request could be read in several ways", refusal);
  }
}
