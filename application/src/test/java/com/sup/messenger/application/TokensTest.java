package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sup.messenger.application.connection.Actor;
import com.sup.messenger.application.connection.Arrival;
import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Ending;
import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ConnectionRefusedException;
import com.sup.messenger.application.event.ConnectionRefusedException.Code;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.event.ServerEvent;
import com.sup.messenger.application.memory.MemoryPorts;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.token.Claims;
import com.sup.messenger.application.port.token.InvalidTokenException;
import com.sup.messenger.application.port.token.InvalidTokenException.Fault;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.Refusal;
import com.sup.messenger.domain.RefusedException;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.limit.Conduct;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tests tokens at the handshake, their refresh, and the end of connections in time.
class TokensTest {

  private final ManualTime time = new ManualTime();
  private final Map<String, Claims> known = new HashMap<>();
  private final ChatApplication application =
      new ChatApplication(
          MemoryPorts.create(time, this::verify),
          Settings.of(Admission.MEMBERS),
          time,
          time,
          "only",
          Observer.NONE);

  private Claims verify(String token) throws InvalidTokenException {
    if (token.equals("unavailable")) {
      throw new UnavailableException("no keys");
    }
    Claims claims = known.get(token);
    if (claims == null) {
      throw new InvalidTokenException(token.equals("expired") ? Fault.EXPIRED : Fault.INVALID);
    }
    return claims;
  }

  private String token(String user, @Nullable String device, Instant expiresAt) {
    String token = "token" + known.size();
    DeviceId id = device == null ? null : new DeviceId(device);
    Profile profile = new Profile(new UserId(user), token, null);
    known.put(token, new Claims(profile, id, Instant.MIN, expiresAt));
    return token;
  }

  private Instant in(long seconds) {
    return time.instant().plusSeconds(seconds);
  }

  private RecordingConnection connected(Instant expiresAt) {
    RecordingConnection ada = new RecordingConnection("ada", "phone");
    ada.identify(application.authenticate(token("ada", "phone", expiresAt), null));
    ada.touch(time.instant());
    application.connect(ada, new Arrival.Fresh(Map.of()));
    return ada;
  }

  private Reply refresh(Connection connection, String token) {
    return application.handle(
        connection, "auth:refresh", () -> new ClientEvent.RefreshToken(token));
  }

  private Refusal refused(Connection connection, String token) {
    return catchThrowableOfType(RefusedException.class, () -> refresh(connection, token)).refusal();
  }

  private ConnectionRefusedException handshakeRefused(@Nullable String token) {
    return catchThrowableOfType(
        ConnectionRefusedException.class, () -> application.authenticate(token, null));
  }

  private void begin(String user, String device) {
    application.begin(application.authenticate(token(user, device, in(60)), null));
  }

  private ConnectionRefusedException refusedToBegin(String user, String device) {
    return catchThrowableOfType(ConnectionRefusedException.class, () -> begin(user, device));
  }

  @Test
  void a_device_lasts_if_its_client_or_its_token_names_it() {
    String token = token("ada", null, in(60));
    assertThat(application.authenticate(token, null).receiver().lasting()).isFalse();
    assertThat(application.authenticate(token, "phone").receiver().lasting()).isTrue();
    String bound = token("ada", "phone", in(60));
    assertThat(application.authenticate(bound, null).receiver().lasting()).isTrue();
  }

  @Test
  void a_device_begins_five_sessions_in_a_minute() {
    for (int i = 0; i < 5; i++) {
      begin("ada", "phone");
    }
    ConnectionRefusedException refusal = refusedToBegin("ada", "phone");
    assertThat(refusal).hasMessage("Too many connections");
    assertThat(refusal.code()).isEqualTo(Code.RATE_LIMIT_EXCEEDED);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(60));
    begin("ada", "laptop");
    begin("bob", "phone");
    time.advance(Duration.ofSeconds(60));
    begin("ada", "phone");
  }

  @Test
  void a_user_begins_four_times_as_many_sessions_as_a_device() {
    for (int i = 0; i < 20; i++) {
      begin("ada", "device" + i);
    }
    assertThat(refusedToBegin("ada", "device20").code()).isEqualTo(Code.RATE_LIMIT_EXCEEDED);
    begin("bob", "device20");
  }

  @Test
  void what_a_device_is_refused_does_not_count_for_its_user() {
    for (int i = 0; i < 5; i++) {
      begin("ada", "phone");
    }
    for (int i = 0; i < 50; i++) {
      refusedToBegin("ada", "phone");
    }
    for (int i = 0; i < 15; i++) {
      begin("ada", "device" + i);
    }
    refusedToBegin("ada", "device15");
  }

  @Test
  void who_does_not_begin_a_session_does_not_count() {
    for (int i = 0; i < 50; i++) {
      application.authenticate(token("ada", "phone", in(60)), null);
      assertThat(handshakeRefused("invalid").code()).isEqualTo(Code.INVALID_TOKEN);
      assertThat(handshakeRefused("expired").code()).isEqualTo(Code.TOKEN_EXPIRED);
      assertThat(handshakeRefused(null).code()).isEqualTo(Code.AUTHENTICATION_REQUIRED);
    }
    begin("ada", "phone");
  }

  /// Sends an event over its limit, until it has been refused a number of times.
  private void overdo(RecordingConnection connection, int refusals) {
    for (int i = 0; i < 60 + refusals; i++) {
      RefusedException refusal =
          catchThrowableOfType(
              RefusedException.class,
              () ->
                  application.handle(
                      connection,
                      "chat:leave",
                      () -> {
                        throw RefusedException.chatNotFound();
                      }));
      application.refused(connection, refusal);
    }
  }

  @Test
  void a_client_that_is_over_a_limit_for_a_while_stays() {
    RecordingConnection ada = connected(Instant.MAX);
    overdo(ada, Conduct.REFUSALS);
    assertThat(ada.ended()).isEmpty();
    assertThat(ada.received(ServerEvent.Failed.class)).isEmpty();
  }

  @Test
  void a_client_that_goes_on_over_a_limit_ends_and_has_to_stay_away() {
    RecordingConnection ada = connected(Instant.MAX);
    overdo(ada, Conduct.REFUSALS + 1);
    assertThat(ada.ended()).containsExactly(Ending.FLOODING);
    assertThat(ada.received(ServerEvent.Failed.class))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.code()).isEqualTo(Refusal.RATE_LIMIT_EXCEEDED);
              assertThat(told.retryAfterMs()).isEqualTo(Conduct.SHORTEST.toMillis());
            });
    ConnectionRefusedException refusal = handshakeRefused(token("ada", "laptop", in(60)));
    assertThat(refusal.code()).isEqualTo(Code.RATE_LIMIT_EXCEEDED);
    assertThat(refusal.retryAfter()).contains(Conduct.SHORTEST);
    application.authenticate(token("bob", "phone", in(60)), null);
    time.advance(Conduct.SHORTEST);
    application.authenticate(token("ada", "laptop", in(60)), null);
  }

  @Test
  void keys_that_cannot_be_read_are_told_as_unavailable() {
    ConnectionRefusedException refusal = handshakeRefused("unavailable");
    assertThat(refusal).hasMessage("Authentication failed");
    assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
  }

  @Test
  void a_connection_ends_when_its_token_runs_out_and_not_before() {
    RecordingConnection ada = connected(in(10));
    time.advance(Duration.ofMillis(9_999));
    application.review(ada);
    assertThat(ada.ended()).isEmpty();
    time.advance(Duration.ofMillis(1));
    application.review(ada);
    assertThat(ada.ended()).containsExactly(Ending.TOKEN_EXPIRED);
  }

  @Test
  void a_token_taken_only_for_the_skew_holds_until_its_end() {
    RecordingConnection ada = connected(in(-2));
    time.advance(Duration.ofMillis(2_999));
    application.review(ada);
    assertThat(ada.ended()).isEmpty();
    time.advance(Duration.ofMillis(1));
    application.review(ada);
    assertThat(ada.ended()).containsExactly(Ending.TOKEN_EXPIRED);
  }

  @Test
  void a_refreshed_token_takes_the_place_of_the_old_one() {
    RecordingConnection ada = connected(in(10));
    String token = token("ada", null, in(100));
    assertThat(refresh(ada, token)).isEqualTo(new Reply.TokenRefreshed(in(100)));
    assertThat(ada.actor().profile().username()).isEqualTo(token);
    assertThat(ada.actor().device()).isEqualTo(new DeviceId("phone"));
    time.advance(Duration.ofSeconds(99));
    application.review(ada);
    assertThat(ada.ended()).isEmpty();
    time.advance(Duration.ofSeconds(1));
    application.review(ada);
    assertThat(ada.ended()).containsExactly(Ending.TOKEN_EXPIRED);
  }

  @Test
  void a_token_without_an_end_never_runs_out() {
    RecordingConnection ada = connected(in(10));
    assertThat(refresh(ada, token("ada", "phone", Instant.MAX)))
        .isEqualTo(new Reply.TokenRefreshed(null));
    time.advance(Duration.ofDays(1_000));
    ada.touch(time.instant());
    application.review(ada);
    assertThat(ada.ended()).isEmpty();
  }

  @Test
  void a_token_that_does_not_fit_changes_nothing() {
    RecordingConnection ada = connected(in(10));
    Actor before = ada.actor();
    assertThat(refused(ada, token("bob", "phone", in(100)))).isEqualTo(Refusal.PERMISSION_DENIED);
    assertThat(refused(ada, token("ada", "laptop", in(100)))).isEqualTo(Refusal.PERMISSION_DENIED);
    assertThat(refused(ada, "expired")).isEqualTo(Refusal.TOKEN_EXPIRED);
    assertThat(refused(ada, "invalid")).isEqualTo(Refusal.INVALID_PAYLOAD);
    assertThat(ada.actor()).isEqualTo(before);
  }

  @Test
  void a_connection_without_a_client_event_ends() {
    RecordingConnection ada = connected(Instant.MAX);
    time.advance(Duration.ofMinutes(29));
    ada.touch(time.instant());
    time.advance(Duration.ofMinutes(30).minusMillis(1));
    application.review(ada);
    assertThat(ada.ended()).isEmpty();
    time.advance(Duration.ofMillis(1));
    application.review(ada);
    time.advance(Duration.ZERO);
    assertThat(ada.ended()).containsExactly(Ending.IDLE);
  }
}
