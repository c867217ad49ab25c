package com.sup.messenger.websocket.rfc6455;

/// Close codes of RFC 6455 section 7.4.1.
public final class CloseCode {
  public static final int NORMAL = 1000;
  public static final int GOING_AWAY = 1001;
  public static final int PROTOCOL_ERROR = 1002;
  /// Stands for a close frame without a code. Never on the wire.
  public static final int NO_STATUS = 1005;
  /// Stands for an end without a close frame. Never on the wire.
  public static final int ABNORMAL = 1006;
  public static final int INVALID_PAYLOAD = 1007;
  public static final int TOO_BIG = 1009;
  public static final int INTERNAL_ERROR = 1011;

  private CloseCode() {}
}
