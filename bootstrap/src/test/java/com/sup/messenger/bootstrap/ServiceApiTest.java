package com.sup.messenger.bootstrap;

/// Runs the cases on one instance.
class ServiceApiTest extends ServiceApiCases {

  @Override
  int size() {
    return 1;
  }

  @Override
  String variable() {
    return "ADAPTERS=memory";
  }
}
