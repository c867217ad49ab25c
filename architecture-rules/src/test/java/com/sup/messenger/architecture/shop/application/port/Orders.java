package com.sup.messenger.architecture.shop.application.port;

import com.sup.messenger.architecture.shop.domain.Order;

public interface Orders {
  void save(Order order);
}
