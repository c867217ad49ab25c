package com.sup.messenger.json.text;

import java.io.Reader;

/// Reads a part of a text, without a copy of it.
final class PartReader extends Reader {
  private final String text;
  private final int to;
  private int at;

  PartReader(String text, int from, int to) {
    this.text = text;
    this.at = from;
    this.to = to;
  }

  @Override
  public int read(char[] target, int offset, int length) {
    int count = Math.min(length, to - at);
    if (count == 0) {
      return -1;
    }
    text.getChars(at, at + count, target, offset);
    at += count;
    return count;
  }

  @Override
  public void close() {}
}
