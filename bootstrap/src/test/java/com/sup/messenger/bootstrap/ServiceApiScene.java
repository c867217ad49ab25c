package com.sup.messenger.bootstrap;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// Instances in production. Clients use the first one, and a back-end uses the last one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceApiScene {

  static final String SECRET = "s".repeat(32);
  static final String KEY = "k".repeat(32);
  static final String OTHER_KEY = "o".repeat(32);
  private final List<RunningService> instances = new ArrayList<>();
  RunningService service;
  BackEnd api;

  /// Returns the number of instances.
  abstract int size();

  /// Returns a variable that every instance is started with.
  abstract String variable();

  @BeforeAll
  void start() {
    for (int i = 0; i < size(); i++) {
      instances.add(production(variable(), "SERVICE_API_KEY=" + KEY + "," + OTHER_KEY));
    }
    service = instances.getFirst();
    api = instances.getLast().backEnd(KEY);
  }

  static RunningService production(String... more) {
    List<String> variables =
        new ArrayList<>(
            List.of(
                "NODE_ENV=production", "JWT_SECRET=" + SECRET, "CORS_ORIGIN=https://a.example"));
    variables.addAll(List.of(more));
    return new RunningService(variables.toArray(String[]::new));
  }

  @AfterEach
  void disconnectAll() {
    service.disconnectAll();
  }

  @AfterAll
  void stop() {
    instances.forEach(RunningService::close);
  }
}
