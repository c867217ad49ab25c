package com.sup.messenger.application.port.bus;

import com.sup.messenger.domain.DeviceId;
import java.time.Instant;

/// The note of one frame of a user, as a trace shows it: names and sizes, and no content.
///
/// @param instance the instance of the device
/// @param name the name of the event in the contract, or `unknown`; for a [Kind#LIFE], the change
/// @param size the size of the frame in bytes; for a [Kind#HEARD], the characters of its arguments
/// @param outcome `ok` or the code of the refusal, the reason of an end; empty if there is none
public record FrameNote(
    Instant at,
    String instance,
    DeviceId device,
    Kind kind,
    String name,
    int size,
    String outcome) {

  /// The kinds of frames.
  public enum Kind {
    /// An event of the device, with the outcome that it was acknowledged with.
    HEARD,
    /// An event for the device.
    SENT,
    /// A begin, an end or a refusal of a connection.
    LIFE
  }
}
