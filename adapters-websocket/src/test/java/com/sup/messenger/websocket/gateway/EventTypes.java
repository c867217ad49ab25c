package com.sup.messenger.websocket.gateway;

import java.util.stream.Collectors;

/// Writes `docs/events.d.ts`.
final class EventTypes {

  private static final String HEADER =
      """
      // The events of SUP Messenger for TypeScript:
      //
      //   const socket: Socket<ServerEvents, ClientEvents> = io(url, { auth });
      //
      // %s
      """;

  private static final String ACKNOWLEDGEMENTS =
      """

      /** Called once, with what came of the event. */
      export type Acknowledge<Reply> = (answer: Reply | Failure) => void;

      """;

  private static final String CLIENT_EVENTS =
      """

      /**
       * What a client may emit, each with or without an acknowledgement.
       *
       * `emitWithAck` finds the type of the answer only where the acknowledgement is required: it is
       * for a `Socket<ServerEvents, AcknowledgedEvents>`.
       */
      export type ClientEvents = {
        [Event in keyof AcknowledgedEvents]: (
          ...args: AcknowledgedEvents[Event] extends (...args: [...infer Payload, infer Callback]) => void
            ? Payload | [...Payload, Callback]
            : never
        ) => void;
      };

      /** The arguments of a client event before its acknowledgement. */
      export type PayloadOf<Event extends keyof AcknowledgedEvents> =
        Parameters<AcknowledgedEvents[Event]> extends [...infer Payload, unknown] ? Payload : never;

      /** The acknowledgement of a client event that succeeded. */
      export type ReplyOf<Event extends keyof AcknowledgedEvents> =
        Parameters<AcknowledgedEvents[Event]> extends [...unknown[], (answer: infer Answer) => void]
          ? Extract<Answer, { success: true }>
          : never;
      """;

  private final Shapes shapes = new Shapes();

  String text(String note) {
    String server = serverEvents();
    String client = clientEvents();
    shapes.of(Protocol.Failure.class);
    shapes.of(Protocol.ConnectPayload.class);
    shapes.of(Protocol.ConnectError.class);
    String definitions =
        shapes.definitions().values().stream()
            .map(Definition::typeScript)
            .collect(Collectors.joining("\n"));
    return HEADER.formatted(note)
        + "\n"
        + server
        + ACKNOWLEDGEMENTS
        + client
        + CLIENT_EVENTS
        + "\n"
        + definitions;
  }

  private String serverEvents() {
    return Protocol.SERVER_EVENTS.stream()
        .map(event -> member(event, "payload: " + type(event) + ", offset?: string"))
        .collect(
            Collectors.joining(
                "",
                "/** What the service emits; the library uses the offset to recover. */\n"
                    + "export interface ServerEvents {\n",
                "}\n"));
  }

  private String clientEvents() {
    return Protocol.CLIENT_EVENTS.stream()
        .map(event -> member(event, payload(event) + acknowledge(event)))
        .collect(
            Collectors.joining(
                "",
                "/** What a client may emit, with an acknowledgement. */\n"
                    + "export interface AcknowledgedEvents {\n",
                "}\n"));
  }

  private String payload(Class<?> event) {
    return event.getRecordComponents().length == 0 ? "" : "payload: " + type(event) + ", ";
  }

  private String acknowledge(Class<?> event) {
    return Protocol.replies(event).stream()
        .map(this::type)
        .collect(Collectors.joining(" | ", "acknowledge: Acknowledge<", ">"));
  }

  private String type(Class<?> type) {
    return shapes.of(type).typeScript();
  }

  private static String member(Class<?> event, String parameters) {
    return "  '" + Protocol.wireName(event) + "': (" + parameters + ") => void;\n";
  }
}
