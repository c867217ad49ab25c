package com.sup.messenger.bootstrap;

/// One instance on its own.
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
