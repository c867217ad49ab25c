package com.sup.messenger.application.fanout;

import com.sup.messenger.application.connection.Connection;
import com.sup.messenger.application.connection.Pages;
import com.sup.messenger.application.port.bus.Topic;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Finds the connections whose chats differ from those of their users.
///
/// A membership is stored before it is published, and the news can be lost. The bus can lose it, or
/// the call can fail before the publication.
public final class MembershipReview {

  /// The number of users in one call of the store.
  static final int PAGE = 100;

  private final ChatDirectory directory;
  private final Memberships memberships;
  private final Consumer<Topic> onGap;

  /// Creates the use case.
  ///
  /// @param onGap is called with the topics of users whose connections need a review; must not
  ///     block
  public MembershipReview(ChatDirectory directory, Memberships memberships, Consumer<Topic> onGap) {
    this.directory = directory;
    this.memberships = memberships;
    this.onGap = onGap;
  }

  /// Checks the connections. The store is called once for each [#PAGE] users.
  public void round(Collection<Connection> connections) {
    Map<UserId, List<Connection>> byUser =
        connections.stream().collect(Collectors.groupingBy(c -> c.actor().user()));
    for (List<UserId> page : Pages.of(byUser.keySet(), PAGE)) {
      directory
          .chatsOf(page)
          .forEach(
              (user, chats) -> {
                if (byUser.getOrDefault(user, List.of()).stream()
                    .anyMatch(c -> followsOthers(c, chats))) {
                  onGap.accept(new Topic.User(user));
                }
              });
    }
  }

  private boolean followsOthers(Connection connection, Set<ChatId> chats) {
    return !memberships.followedBy(connection).equals(chats);
  }
}
