package com.sup.messenger.json;

import com.sup.messenger.domain.CallId;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.DeviceId;
import com.sup.messenger.domain.InvalidValueException;
import com.sup.messenger.domain.MessageId;
import com.sup.messenger.domain.NotificationId;
import com.sup.messenger.domain.Text;
import com.sup.messenger.domain.UserId;
import com.sup.messenger.domain.call.Sdp;
import com.sup.messenger.domain.message.EncryptedContent;
import com.sup.messenger.domain.message.SignalContent;
import com.sup.messenger.domain.message.SignalType;
import com.sup.messenger.domain.message.TempId;
import com.sup.messenger.domain.presence.CustomStatus;
import com.sup.messenger.domain.reaction.Reaction;
import java.util.List;
import java.util.function.Function;

/// A type of the domain whose JSON is a text.
///
/// @param text returns the text of a value
/// @param value makes a value of its text; throws [InvalidValueException] with the rule of the type
public record TextValue<T>(Class<T> type, Function<T, String> text, Function<String, T> value) {

  /// All such types.
  public static final List<TextValue<?>> ALL =
      List.of(
          new TextValue<>(CallId.class, CallId::value, CallId::new),
          new TextValue<>(ChatId.class, ChatId::value, ChatId::new),
          new TextValue<>(DeviceId.class, DeviceId::value, DeviceId::new),
          new TextValue<>(MessageId.class, MessageId::value, MessageId::new),
          new TextValue<>(NotificationId.class, NotificationId::value, NotificationId::new),
          new TextValue<>(UserId.class, UserId::value, UserId::new),
          new TextValue<>(EncryptedContent.class, EncryptedContent::value, EncryptedContent::new),
          new TextValue<>(SignalType.class, SignalType::value, SignalType::new),
          new TextValue<>(SignalContent.class, SignalContent::value, SignalContent::new),
          new TextValue<>(TempId.class, TempId::value, TempId::new),
          new TextValue<>(Reaction.class, Reaction::value, Reaction::new),
          new TextValue<>(Sdp.class, Sdp::value, Sdp::new),
          new TextValue<>(Text.class, Text::value, Text::new),
          new TextValue<>(CustomStatus.class, CustomStatus::value, CustomStatus::new));
}
