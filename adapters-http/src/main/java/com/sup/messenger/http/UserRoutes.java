package com.sup.messenger.http;

import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.OpaqueJson;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.notification.Notice;
import com.sup.messenger.domain.notification.NotificationType;
import com.sup.messenger.domain.notification.Priority;
import com.sup.messenger.json.CarriedJson;
import io.helidon.http.Method;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The routes for users and for the statistics of the service.
final class UserRoutes {

  private static final OpaqueJson NO_DATA = new OpaqueJson("{}");
  private static final String USER = "/api/users/{userId}";

  private final Administration administration;

  UserRoutes(Administration administration) {
    this.administration = administration;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.POST, "/api/notifications", this::notify),
        new Route(Method.GET, USER, this::get),
        new Route(Method.POST, USER + "/disconnect", this::disconnect),
        new Route(
            Method.GET, "/api/stats", _ -> ApiAnswer.ok(StatsJson.of(administration.stats()))));
  }

  private static UserId user(ApiCall call) {
    return call.parameter("userId", UserId::new);
  }

  private ApiAnswer get(ApiCall call) {
    return ApiAnswer.ok(ApiJson.of(administration.user(user(call))));
  }

  private ApiAnswer notify(ApiCall call) {
    Fields body = call.body();
    Set<UserId> users = body.required("userIds", Fields::users);
    String id = administration.notify(users, notice(body)).value();
    return ApiAnswer.created(ApiJson.object().put("notificationId", id));
  }

  private static Notice notice(Fields body) {
    return new Notice(
        body.required("type", NotificationType.class),
        body.required("title", String.class),
        body.required("message", String.class),
        Objects.requireNonNullElse(body.optional("data", CarriedJson::object), NO_DATA),
        body.optional("fromUserId", UserId.class),
        body.optional("chatId", ChatId.class),
        body.optional("messageId", MessageId.class),
        Objects.requireNonNullElse(body.optional("priority", Priority.class), Priority.NORMAL));
  }

  private ApiAnswer disconnect(ApiCall call) {
    UserId user = user(call);
    Fields body = call.bodyIfAny();
    return ApiAnswer.ok(
        ApiJson.of(
            administration.disconnect(
                user,
                body.optional("deviceId", DeviceId.class),
                body.optional("reason", Text.class),
                Boolean.TRUE.equals(body.optional("revoke", Boolean.class)))));
  }
}
