package com.sup.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sup.messenger.application.connection.Observer;
import com.sup.messenger.application.event.ClientEvent;
import com.sup.messenger.application.event.ClientEvent.JoinChat;
import com.sup.messenger.application.event.Reply;
import com.sup.messenger.application.port.UnavailableException;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.settings.Admission;
import com.sup.messenger.application.settings.Settings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that the repeat of an entry completes one that a store made by half. The user is a member
/// then, but the chat is not among the chats of the user.
class HalfwayEntryTest extends StateScene {

  private int additions;
  private ChatApplication open;

  @BeforeEach
  void the_first_addition_is_made_by_half() {
    open =
        new ChatApplication(
            ReplacedPorts.doing(ports, ChatDirectory.class, this::half),
            Settings.of(Admission.ANYONE),
            time,
            time,
            "other",
            Observer.NONE);
  }

  private Object half(Object proxy, Method method, Object[] arguments)
      throws InvocationTargetException, IllegalAccessException {
    Object result = method.invoke(ports.chatDirectory(), arguments);
    return switch (method.getName()) {
      case "add" -> added();
      case "chatsOf" -> additions == 1 && result instanceof Set ? Set.of() : result;
      default -> result;
    };
  }

  private OptionalLong added() {
    additions++;
    if (additions == 1) {
      throw new UnavailableException("away");
    }
    return OptionalLong.of(ports.chatDirectory().revision(CHAT));
  }

  static Stream<ClientEvent> entries() {
    return Stream.of(
        new JoinChat(CHAT), new ClientEvent.JoinChats(List.of(CHAT)), message(CHAT, "first"));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void the_chat_is_listed_after_the_repeat(ClientEvent entry) {
    RecordingConnection eve = new RecordingConnection(EVE.value(), "phone");
    open.connect(eve, FRESH);
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> open.handle(eve, entry));
    open.handle(eve, entry);
    Reply.ChatsListed listed =
        (Reply.ChatsListed) open.handle(eve, new ClientEvent.ListChats(null, null, null));
    assertThat(listed.chats()).extracting(Reply.ListedChat::chatId).containsExactly(CHAT);
    assertThat(additions).isEqualTo(2);
  }
}
