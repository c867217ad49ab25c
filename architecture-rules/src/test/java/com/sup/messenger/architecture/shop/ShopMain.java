package com.sup.messenger.architecture.shop;

final class ShopMain {}
