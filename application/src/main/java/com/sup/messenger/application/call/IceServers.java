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

/// The STUN and TURN servers as each user is given them.
///
/// TURN credentials are those of the TURN REST API (draft-uberti-behave-turn-rest-00, coturn's
/// `use-auth-secret`): the user name is `expiry:user`, the expiry in seconds since 1970, and the
/// password the HMAC-SHA1 of it under the shared secret, in base64.
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

  /// Whether a server of this URL wants credentials.
  private static boolean isTurn(String url) {
    return url.startsWith("turn");
  }

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
