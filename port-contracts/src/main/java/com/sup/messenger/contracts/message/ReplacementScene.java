package com.sup.messenger.contracts.message;

import static com.sup.messenger.contracts.Samples.chat;
import static com.sup.messenger.contracts.Samples.draft;
import static com.sup.messenger.contracts.Samples.profile;

import com.sup.messenger.contracts.Samples;
import com.sup.messenger.domain.ChatId;
import com.sup.messenger.domain.Profile;
import com.sup.messenger.domain.message.DeletedMessage;
import com.sup.messenger.domain.message.Message;
import com.sup.messenger.domain.message.Posted;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A log under test, with the chat of one user.
abstract class ReplacementScene extends MessageLogScene {

  final ChatId chat = chat();
  final Profile ada = profile();

  final Posted append(String content) {
    return append(draft(chat, content, null), ada);
  }

  static DeletedMessage deleted(Posted posted) {
    return ((Message) posted.message()).deleted(posted.sender().id(), Samples.NOW.plusSeconds(5));
  }

  static <T> List<T> results(List<Callable<T>> tasks) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> all = executor.invokeAll(tasks);
      return all.stream().map(Future::resultNow).toList();
    }
  }
}
