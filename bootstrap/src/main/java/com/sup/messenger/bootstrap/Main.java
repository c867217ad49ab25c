package com.sup.messenger.bootstrap;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// Starts the service and runs until the process is told to stop.
public final class Main {

  private Main() {}

  /// Placeholder: says that it runs, and waits.
  public static void main(String[] arguments) throws InterruptedException {
    if (Boolean.getBoolean("sup.stop-with-parent")) {
      stopWithParent();
    }
    System.getLogger(Main.class.getName()).log(System.Logger.Level.INFO, "started");
    new CountDownLatch(1).await();
  }

  // Maven does not hand a SIGTERM on to what exec:exec has started.
  private static void stopWithParent() {
    CompletableFuture<?> end = ProcessHandle.current().parent().orElseThrow().onExit();
    Thread.ofVirtual()
        .start(
            () -> {
              end.join();
              System.exit(0);
            });
  }
}
