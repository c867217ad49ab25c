package com.sup.messenger.http;

import static com.sup.messenger.http.ApiJson.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sup.messenger.application.admin.Administration;
import com.sup.messenger.application.connection.ConnectionCounts;
import com.sup.messenger.json.IsoTime;

/// Writes the statistics of the service as JSON, in the form of [ApiJson].
final class StatsJson {

  private StatsJson() {}

  static JsonNode of(Administration.Stats stats) {
    ObjectNode body = of(stats.total());
    ArrayNode instances = body.putArray("instances");
    stats
        .instances()
        .forEach(
            instance ->
                instances.add(
                    of(instance.load())
                        .put("instance", instance.id())
                        .put("startedAt", IsoTime.write(instance.startedAt()))));
    return body;
  }

  private static ObjectNode of(Administration.Load load) {
    ConnectionCounts connections = load.connections();
    ObjectNode body = object();
    body.putObject("connections")
        .put("active", connections.active())
        .put("total", connections.total())
        .put("peak", connections.peak());
    body.put("rooms", load.rooms());
    body.putObject("rates")
        .put("eventsPerSecond", load.events())
        .put("failuresPerSecond", load.failures())
        .put("messagesPerSecond", load.messages());
    return body;
  }
}
