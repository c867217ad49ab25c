package com.sup.messenger.bootstrap.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Many clients, each of a user of its own.
record Crowd(List<RawSocketIoClient> clients) implements AutoCloseable {

  /// So many handshakes at a time are less than the listener's backlog holds.
  private static final int AT_ONCE = 100;

  /// Something that a client does.
  interface Action {
    void apply(RawSocketIoClient client, int index) throws IOException;
  }

  /// Connects so many; with receive buffers of so many bytes, if above 0.
  static Crowd connect(int port, String name, int size, int receiveBuffer) throws Exception {
    List<RawSocketIoClient> clients =
        inParallel(
            size,
            index -> RawSocketIoClient.connect(port, Tokens.of(name + "-" + index), receiveBuffer));
    return new Crowd(clients);
  }

  /// Has each of them do it, many at a time; returns when all have.
  void each(Action action) throws Exception {
    inParallel(
        clients.size(),
        index -> {
          action.apply(clients.get(index), index);
          return index;
        });
  }

  private interface Task<T> {
    T run(int index) throws IOException;
  }

  private static <T> List<T> inParallel(int count, Task<T> task) throws Exception {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<T>> futures =
          IntStream.range(0, count)
              .mapToObj(index -> threads.submit(() -> task.run(index)))
              .toList();
      return results(futures);
    }
  }

  private static <T> List<T> results(List<Future<T>> futures) throws Exception {
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  @Override
  public void close() throws IOException {
    for (RawSocketIoClient client : clients) {
      client.close();
    }
  }
}
