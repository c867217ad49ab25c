package com.sup.messenger.bootstrap.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Many clients, each with a user of its own.
record Crowd(List<RawSocketIoClient> clients) implements AutoCloseable {

  /// The number of handshakes at a time. It is less than the listener's backlog.
  private static final int AT_ONCE = 100;

  /// An action of one client.
  interface Action {
    void apply(RawSocketIoClient client, int index) throws IOException;
  }

  /// Connects `size` clients.
  ///
  /// @param receiveBuffer the size in bytes; 0 for the default
  static Crowd connect(int port, String name, int size, int receiveBuffer) throws Exception {
    List<RawSocketIoClient> clients =
        inParallel(
            size,
            index -> RawSocketIoClient.connect(port, Tokens.of(name + "-" + index), receiveBuffer));
    return new Crowd(clients);
  }

  /// Runs the action for each client, for many at a time. Returns when all are done.
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
