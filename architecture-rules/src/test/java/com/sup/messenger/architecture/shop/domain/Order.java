package com.sup.messenger.architecture.shop.domain;

import java.util.UUID;

public record Order(UUID id, int pieces) {
  public static Order of(int pieces) {
    return new Order(UUID.randomUUID(), pieces);
  }
}
