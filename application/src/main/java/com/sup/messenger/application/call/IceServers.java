package com.sup.messenger.application.call;

import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.settings.IceSettings;
import com.sup.messenger.domain.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The STUN and TURN servers for a user.
///
/// The credentials are those of the TURN REST API (draft-uberti-behave-turn-rest-00, coturn's
/// `use-auth-secret`). The user name is `expiry:user`, with the expiry in seconds since 1970. The
/// password is the HMAC-SHA1 of the user name under the shared secret, in base64.
public final class IceServers {

  private static final String ALGORITHM = "HmacSHA1";

  private final List<String> stun;
  private final List<String> turn;
  private final IceSettings settings;
  private final InstantSource clock;

  public IceServers(IceSettings settings, InstantSource clock) {
    this.stun = settings.urls().stream().filter(url -> !isTurn(url)).toList();
    this.turn = settings.urls().stream().filter(IceServers::isTurn).toList();
    this.settings = settings;
    this.clock = clock;
  }

  /// Returns true if a server with this URL needs credentials.
  private static boolean isTurn(String url) {
    return url.startsWith("turn");
  }

  /// Returns the servers, with new credentials for the TURN servers.
  public List<Reply.IceServer> of(UserId user) {
    List<Reply.IceServer> servers = new ArrayList<>();
    if (!stun.isEmpty()) {
      servers.add(new Reply.IceServer(stun, null, null));
    }
    if (!turn.isEmpty() && settings.turnSecret() != null) {
      long expiry = clock.instant().plus(settings.turnTtl()).getEpochSecond();
      String username = expiry + ":" + user.value();
      servers.add(new Reply.IceServer(turn, username, sign(username, settings.turnSecret())));
    }
    return servers;
  }

  private static String sign(String username, String secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] signature = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
