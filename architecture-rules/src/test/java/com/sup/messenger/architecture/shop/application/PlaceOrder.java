package com.sup.messenger.architecture.shop.application;

import com.sup.messenger.architecture.shop.application.port.Orders;
import com.sup.messenger.architecture.shop.domain.Order;

public record PlaceOrder(Orders orders) {
  public void place(int pieces) {
    orders.save(Order.of(pieces));
  }
}
