package com.sup.messenger.architecture.shop.tools;

public record Report(String text) {}
