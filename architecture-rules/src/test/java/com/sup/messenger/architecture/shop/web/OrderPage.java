package com.sup.messenger.architecture.shop.web;

import com.sup.messenger.architecture.shop.application.PlaceOrder;
import com.sup.messenger.architecture.shop.application.port.Orders;
import com.sup.messenger.architecture.shop.domain.Order;

record OrderPage(PlaceOrder placing, Orders orders) {
  void onPost(int pieces) {
    placing.place(pieces);
  }

  void onPut(int pieces) {
    orders.save(Order.of(pieces));
  }
}
