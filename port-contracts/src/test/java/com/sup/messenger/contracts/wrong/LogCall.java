package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.Draft;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A call of a log that is right. A fault changes its arguments or its result.
record LogCall(MessageLog right, Method method, Object[] arguments) {

  /// A log with a fault.
  @FunctionalInterface
  interface Handler {
    Object handle(LogCall call) throws Throwable;
  }

  /// Does what the right log does.
  Object proceed() throws Throwable {
    try {
      return method.invoke(right, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  boolean is(String name) {
    return method.getName().equals(name);
  }

  /// Returns the same call with another argument.
  LogCall with(int index, Object argument) {
    Object[] changed = arguments.clone();
    changed[index] = argument;
    return new LogCall(right, method, changed);
  }

  /// Returns the chat of the call: its first argument, or that of its message.
  ChatId chat() {
    return switch (arguments[0]) {
      case Draft draft -> draft.chatId();
      case Posted posted -> posted.message().chatId();
      case ChatId chat -> chat;
      default -> throw new IllegalStateException();
    };
  }

  Draft draft() {
    return (Draft) arguments[0];
  }

  Profile sender() {
    return (Profile) arguments[1];
  }

  MessageId id() {
    return (MessageId) arguments[3];
  }

  /// Returns the same append of another text.
  LogCall text(UnaryOperator<String> change) {
    Draft d = draft();
    String text = change.apply(d.encryptedContent().value());
    EncryptedContent content = new EncryptedContent(text.isEmpty() ? "-" : text);
    return with(
        0,
        new Draft(
            d.chatId(),
            content,
            d.messageType(),
            d.replyToId(),
            d.metadata(),
            d.tempId(),
            d.silent(),
            d.lifetime()));
  }

  /// Returns the same append without the sender's name for the message.
  LogCall unnamed() {
    Draft d = draft();
    return with(
        0,
        new Draft(
            d.chatId(),
            d.encryptedContent(),
            d.messageType(),
            d.replyToId(),
            d.metadata(),
            null,
            d.silent(),
            d.lifetime()));
  }

  /// Appends.
  @SuppressWarnings("unchecked")
  Optional<MessageLog.Result> append() throws Throwable {
    return (Optional<MessageLog.Result>) proceed();
  }

  /// Returns the result of an append with another place.
  MessageLog.Result at(long seq, MessageLog.Result result) {
    Posted posted = result.posted();
    Message message =
        Message.compose(draft(), sender().id(), posted.message().id(), seq, (Instant) arguments[4]);
    return new MessageLog.Result(
        new Posted(message, posted.sender(), posted.connectionId(), posted.rev()),
        result.repeated(),
        result.receivers());
  }
}
