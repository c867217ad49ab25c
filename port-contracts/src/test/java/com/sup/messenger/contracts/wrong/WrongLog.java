package com.sup.messenger.contracts.wrong;

import com.sup.messenger.application.port.bus.EventBus;
import com.sup.messenger.application.port.chat.ChatDirectory;
import com.sup.messenger.application.port.chat.MessageLog;
import com.sup.messenger.contracts.message.MessageLogContract;
import java.util.Optional;

/// Runs the contract against a log with a fault.
final class WrongLog extends MessageLogContract {

  /// The fault of the log.
  static final ScopedValue<LogFault> FAULT = ScopedValue.newInstance();

  private final LogCluster cluster = new LogCluster();
  private final MessageLog right = cluster.right(10_000);
  private final MessageLog here;
  private final MessageLog there;

  WrongLog() {
    FAULT.get().setting().accept(cluster);
    here = wrong(right);
    there = wrong(right);
  }

  private MessageLog wrong(MessageLog log) {
    return cluster.log(log, FAULT.get().handler().apply(cluster));
  }

  @Override
  protected MessageLog log() {
    return here;
  }

  @Override
  protected MessageLog ofAnotherInstance() {
    return there;
  }

  @Override
  protected Optional<MessageLog> retaining(int messages) {
    return Optional.of(wrong(cluster.right(messages)));
  }

  @Override
  protected EventBus bus() {
    return cluster.here;
  }

  @Override
  protected EventBus busOfAnotherInstance() {
    return cluster.there;
  }

  @Override
  protected ChatDirectory directory() {
    return cluster.directory;
  }

  @Override
  protected Optional<AutoCloseable> makeUnavailable() {
    return Optional.of(cluster.makeUnavailable());
  }
}
