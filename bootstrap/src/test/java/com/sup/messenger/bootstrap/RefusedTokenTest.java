package com.sup.messenger.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.socket.client.Socket;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests that bad tokens are refused with the codes of the contract ("Conventions").
class RefusedTokenTest {

  private static final String SECRET = "a secret for the tests of tokens that is long enough";
  private static final String OTHER_SECRET = "another secret that the service has never heard of";

  @AutoClose
  private static final RunningService service =
      new RunningService("JWT_SECRET=" + SECRET, "JWT_ISSUER=sup", "JWT_AUDIENCE=chat");

  private static String part(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  private static String sign(String algorithm, String claims, String secret) throws Exception {
    String signed = part("{'alg':'%s'}".formatted(algorithm).replace('\'', '"')) + "." + claims;
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    byte[] signature = mac.doFinal(signed.getBytes(UTF_8));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static String claims(String own, long secondsLeft) {
    long end = Instant.now().getEpochSecond() + secondsLeft;
    return part("{'iss':'sup','aud':['chat'],'exp':%d%s}".formatted(end, own).replace('\'', '"'));
  }

  private static void refused(String token, String message, String code) throws Exception {
    TestClient client = service.clientWith(token);
    client.socket().connect();
    JSONObject refusal = client.next(Socket.EVENT_CONNECT_ERROR);
    assertThat(refusal.getString("message")).isEqualTo(message);
    assertThat(refusal.getJSONObject("data").getString("code")).isEqualTo(code);
    client.close();
  }

  @Test
  void a_token_that_is_right_is_let_in() throws Exception {
    TestClient client = service.clientWith(sign("HS256", claims(",'userId':'ada'", 60), SECRET));
    client.connect();
    client.close();
  }

  @Test
  void nothing_is_required_to_be_something() throws Exception {
    refused("", "Authentication required", "AUTHENTICATION_REQUIRED");
  }

  @ParameterizedTest
  @CsvSource({"nonsense", "a.b.c", "'..'"})
  void text_that_is_no_token_is_invalid(String token) throws Exception {
    refused(token, "Invalid token", "INVALID_TOKEN");
  }

  @Test
  void a_signature_by_another_key_is_invalid() throws Exception {
    String forged = sign("HS256", claims(",'userId':'ada'", 60), OTHER_SECRET);
    refused(forged, "Invalid token", "INVALID_TOKEN");
  }

  @ParameterizedTest
  @CsvSource({"none", "NONE", "RS256", "HS512"})
  void another_algorithm_is_invalid(String algorithm) throws Exception {
    String claims = claims(",'userId':'ada'", 60);
    refused(sign(algorithm, claims, SECRET), "Invalid token", "INVALID_TOKEN");
    String unsigned = part("{\"alg\":\"%s\"}".formatted(algorithm)) + "." + claims + ".";
    refused(unsigned, "Invalid token", "INVALID_TOKEN");
  }

  @ParameterizedTest
  @CsvSource({"{'userId':'ada'}", "'{''iss'':''sup'',''aud'':[''other''],''userId'':''ada''}'"})
  void another_issuer_or_audience_is_invalid(String claims) throws Exception {
    String token = sign("HS256", part(claims.replace('\'', '"')), SECRET);
    refused(token, "Invalid token", "INVALID_TOKEN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"''", ",\"userId\":\"a b\"", ",\"userId\":\"ada\",\"type\":\"refresh\""})
  void a_token_that_names_no_user_or_is_no_access_token_is_refused(String own) throws Exception {
    String token = sign("HS256", claims(own, 60), SECRET);
    refused(token, "Invalid token payload", "INVALID_TOKEN");
  }

  @Test
  void a_token_that_has_run_out_is_refused_as_such() throws Exception {
    String token = sign("HS256", claims(",'userId':'ada'", -10), SECRET);
    refused(token, "Authentication failed", "TOKEN_EXPIRED");
  }
}
