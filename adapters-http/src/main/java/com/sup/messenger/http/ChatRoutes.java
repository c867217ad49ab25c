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
import com.sup.messenger.domain.message.Metadata;
import com.sup.messenger.domain.message.TempId;
import com.sup.messenger.json.CarriedJson;
import com.sup.messenger.json.Words;
import com.sup.messenger.json.text.JsonCursor;
import com.sup.messenger.json.text.JsonCursor.Kind;
import io.helidon.http.Method;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The routes for chats.
final class ChatRoutes {

  private static final String CHAT = "/api/chats/{chatId}";
  private static final String ALL = "all";
  private static final String MEMBER = CHAT + "/members/{userId}";
  private static final Set<ChatUpdateType> FIELDS =
      EnumSet.of(
          ChatUpdateType.NAME,
          ChatUpdateType.AVATAR,
          ChatUpdateType.DESCRIPTION,
          ChatUpdateType.SETTINGS);
  private static final List<String> HISTORY = List.of("history");

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
            body.optional("updatedBy", UserId.class));
    boolean made = administration.putChat(chat, update);
    JsonNode now = ChatJson.of(administration.chat(chat));
    return made ? ApiAnswer.created(now) : ApiAnswer.ok(now);
  }

  /// Reads the fields to change. Null removes a field, and an absent field stays as it is.
  private static Map<ChatUpdateType, Optional<String>> fields(Fields body) {
    Map<ChatUpdateType, Optional<String>> fields = new EnumMap<>(ChatUpdateType.class);
    for (ChatUpdateType field : FIELDS) {
      String name = Words.of(field);
      if (body.has(name)) {
        fields.put(field, Optional.ofNullable(value(body, field, name)));
      }
    }
    return fields;
  }

  private static @Nullable String value(Fields body, ChatUpdateType field, String name) {
    return field == ChatUpdateType.SETTINGS
        ? body.optional(name, settings -> CarriedJson.object(settings).json())
        : body.optional(name, String.class);
  }

  /// Returns true if the settings show members the messages before their join; null if the settings
  /// stay.
  private static @Nullable Boolean history(Fields body) {
    return body.has("settings")
        ? Boolean.TRUE.equals(body.optional("settings", ChatRoutes::showsHistory))
        : null;
  }

  private static boolean showsHistory(JsonCursor settings) {
    AtomicBoolean all = new AtomicBoolean();
    settings.members(
        HISTORY, _ -> all.set(settings.is(Kind.STRING) && settings.string().equals(ALL)));
    return all.get();
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
    Profile sender = Profile.of(body.required("senderId", UserId.class));
    SendMessage message =
        new SendMessage(
            chat,
            body.required("encryptedContent", EncryptedContent.class),
            body.required("messageType", MessageType.class),
            body.optional("replyToId", MessageId.class),
            body.optional("metadata", Metadata.class),
            body.optional("tempId", TempId.class),
            body.optional("silent", Boolean.class),
            body.optional("expiresInMs", Long.class));
    return ApiAnswer.ok(ChatJson.of(administration.post(sender, message)));
  }

  private ApiAnswer deleteMessage(ApiCall call) {
    administration.deleteMessage(chat(call), call.parameter("messageId", MessageId::new));
    return ApiAnswer.done();
  }
}
