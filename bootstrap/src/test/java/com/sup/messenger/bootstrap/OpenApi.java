package com.sup.messenger.bootstrap;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

final class OpenApi {
  private OpenApi() {}

  static void check(HttpRequest request, HttpResponse<String> answer) {}
}
