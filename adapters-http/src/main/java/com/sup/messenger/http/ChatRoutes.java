package com.sup.messenger.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.event.ChatUpdate;
import com.sup.messenger.application.event.ClientEvent.SendMessage;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.chat.ChatUpdateType;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.MessageType;
import com.sup.messenger.domain.message.TempId;
import io.helidon.http.Method;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The routes for chats.
final class ChatRoutes {

  private static final String CHAT = "/api/chats/{chatId}";
  private static final String ALL = "all";
  private static final String MEMBER = CHAT + "/members/{userId}";
  private static final Map<ChatUpdateType, Function<JsonNode, String>> FIELDS =
      Map.of(
          ChatUpdateType.NAME, Fields.text(Function.identity()),
          ChatUpdateType.AVATAR, Fields.text(Function.identity()),
          ChatUpdateType.DESCRIPTION, Fields.text(Function.identity()),
          ChatUpdateType.SETTINGS, node -> Fields.object(node).json());

  private final Administration administration;

  ChatRoutes(Administration administration) {
    this.administration = administration;
  }

  List<Route> routes() {
    return List.of(
        new Route(Method.GET, CHAT, this::get),
        new Route(Method.PUT, CHAT, this::put),
        new Route(Method.DELETE, CHAT, this::delete),
        new Route(Method.PUT, MEMBER, this::add),
        new Route(Method.DELETE, MEMBER, this::remove),
        new Route(Method.POST, CHAT + "/messages", this::post),
        new Route(Method.DELETE, CHAT + "/messages/{messageId}", this::deleteMessage));
  }

  private static ChatId chat(ApiCall call) {
    return call.parameter("chatId", ChatId::new);
  }

  private static UserId user(ApiCall call) {
    return call.parameter("userId", UserId::new);
  }

  private ApiAnswer get(ApiCall call) {
    return ApiAnswer.ok(ChatJson.of(administration.chat(chat(call))));
  }

  private ApiAnswer put(ApiCall call) {
    ChatId chat = chat(call);
    Fields body = call.body();
    ChatUpdate update =
        new ChatUpdate(
            fields(body),
            history(body),
            body.optional("members", Fields::users),
            body.optional("updatedBy", Fields.text(UserId::new)));
    boolean made = administration.putChat(chat, update);
    JsonNode now = ChatJson.of(administration.chat(chat));
    return made ? ApiAnswer.created(now) : ApiAnswer.ok(now);
  }

  /// Reads the fields to change. Null removes a field, and an absent field stays as it is.
  private static Map<ChatUpdateType, Optional<String>> fields(Fields body) {
    Map<ChatUpdateType, Optional<String>> fields = new EnumMap<>(ChatUpdateType.class);
    FIELDS.forEach(
        (field, reader) -> {
          String name = JsonText.name(field);
          if (body.has(name)) {
            fields.put(field, Optional.ofNullable(body.optional(name, reader)));
          }
        });
    return fields;
  }

  /// Returns true if the settings show members the messages before their join; null if the settings
  /// stay.
  private static @Nullable Boolean history(Fields body) {
    return body.has("settings")
        ? ALL.equals(body.optional("settings", settings -> settings.path("history").asText()))
        : null;
  }

  private ApiAnswer delete(ApiCall call) {
    administration.deleteChat(chat(call));
    return ApiAnswer.done();
  }

  private ApiAnswer add(ApiCall call) {
    administration.addMember(chat(call), user(call));
    return ApiAnswer.done();
  }

  private ApiAnswer remove(ApiCall call) {
    administration.removeMember(chat(call), user(call));
    return ApiAnswer.done();
  }

  private ApiAnswer post(ApiCall call) {
    ChatId chat = chat(call);
    Fields body = call.body();
    Profile sender = Profile.of(body.required("senderId", Fields.text(UserId::new)));
    SendMessage message =
        new SendMessage(
            chat,
            body.required("encryptedContent", Fields.text(EncryptedContent::new)),
            body.required("messageType", Fields.constant(MessageType.values())),
            body.optional("replyToId", Fields.text(MessageId::new)),
            body.optional("metadata", Fields::metadata),
            body.optional("tempId", Fields.text(TempId::new)),
            body.optional("silent", Fields::flag),
            body.optional("expiresInMs", Fields::integer));
    return ApiAnswer.ok(ChatJson.of(administration.post(sender, message)));
  }

  private ApiAnswer deleteMessage(ApiCall call) {
    administration.deleteMessage(chat(call), call.parameter("messageId", MessageId::new));
    return ApiAnswer.done();
  }
}
