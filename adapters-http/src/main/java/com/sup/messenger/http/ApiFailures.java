package com.sup.messenger.http;

import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/// Answers a call of the service API that fails (contract, "Service API").
final class ApiFailures {

  private static final System.Logger LOG = System.getLogger(ApiFailures.class.getName());

  private ApiFailures() {}

  /// Runs a call. Returns its answer, or the answer to its failure.
  ///
  /// @throws RequestException if Helidon is to answer
  /// @throws CloseConnectionException if the client is gone
  static ApiAnswer answered(Supplier<ApiAnswer> call) {
    try {
      return call.get();
    } catch (RefusedException e) {
      ApiAnswer refused =
          ApiAnswer.failure(
              status(e.refusal()), e.refusal().name(), String.valueOf(e.getMessage()));
      return e.refusal() == Refusal.RATE_LIMIT_EXCEEDED ? refused.retryAfter(1) : refused;
    } catch (InvalidValueException e) {
      return invalid(String.valueOf(e.getMessage()));
    } catch (RequestBody.TooLargeException e) {
      return ApiAnswer.failure(
          Status.REQUEST_ENTITY_TOO_LARGE_413, "PAYLOAD_TOO_LARGE", String.valueOf(e.getMessage()));
    } catch (RequestBody.TooSlowException e) {
      return invalid(String.valueOf(e.getMessage())).closing();
    } catch (UnavailableException _) {
      return ApiAnswer.failure(
              Status.SERVICE_UNAVAILABLE_503, Refusal.UNAVAILABLE.name(), "Try again later")
          .retryAfter(1);
    } catch (UncheckedIOException _) {
      return invalid("body must come to its end").closing();
    } catch (RequestException | CloseConnectionException e) {
      // The server handles these itself. It answers as the listener says, or the client is gone.
      throw e;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A call failed: {0}", e.getClass().getName());
      return ApiAnswer.failure(
          Status.INTERNAL_SERVER_ERROR_500, Refusal.INTERNAL.name(), "Internal error");
    }
  }

  private static ApiAnswer invalid(String message) {
    return ApiAnswer.failure(Status.BAD_REQUEST_400, Refusal.INVALID_PAYLOAD.name(), message);
  }

  private static Status status(Refusal refusal) {
    return switch (refusal) {
      case INVALID_PAYLOAD -> Status.BAD_REQUEST_400;
      case TOKEN_EXPIRED -> Status.UNAUTHORIZED_401;
      case CHAT_NOT_FOUND, MESSAGE_NOT_FOUND, CALL_NOT_FOUND, NOTIFICATION_NOT_FOUND ->
          Status.NOT_FOUND_404;
      case PERMISSION_DENIED, CALL_CONFLICT -> Status.CONFLICT_409;
      case RATE_LIMIT_EXCEEDED -> Status.TOO_MANY_REQUESTS_429;
      case UNAVAILABLE -> Status.SERVICE_UNAVAILABLE_503;
      case IDLE_TIMEOUT, INTERNAL -> Status.INTERNAL_SERVER_ERROR_500;
    };
  }
}
