package dev.continuum.lambda.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** GetMetricData of CloudWatch, by the name of a function, over what this host counts. */
final class MonitoringApi {

  private static final String OPERATION =
      "/service/GraniteServiceVersion20100801/operation/GetMetricData";
  private static final int MOST_QUERIES = 500;
  private static final Map<String, String> HEADERS =
      Map.of("smithy-protocol", "rpc-v2-cbor", "Content-Type", "application/cbor");

  private final HostMetrics metrics;

  MonitoringApi(HostMetrics metrics) {
    this.metrics = metrics;
  }

  ApiReply call(ApiRequest request) {
    try {
      if (!request.uri().getPath().equals(OPERATION)) {
        throw ApiException.of(404, "UnknownOperationException", request.uri().getPath());
      }
      return new ApiReply(200, HEADERS, Cbor.write(data(Cbor.read(request.body()))));
    } catch (ApiException e) {
      return error(e);
    } catch (JsonParseException
        | ClassCastException
        | IllegalStateException
        | NullPointerException
        | UnsupportedOperationException e) {
      return error(ApiException.of(400, "InvalidParameterValueException", String.valueOf(e)));
    }
  }

  private static ApiReply error(ApiException e) {
    JsonObject json = new JsonObject();
    json.addProperty("__type", e.type());
    json.addProperty("message", e.text());
    return new ApiReply(e.status(), HEADERS, Cbor.write(json));
  }

  private JsonObject data(JsonElement body) {
    JsonObject json = body.getAsJsonObject();
    Instant from = time(json, "StartTime");
    Instant to = time(json, "EndTime");
    JsonArray queries = json.getAsJsonArray("MetricDataQueries");
    if (queries == null || queries.isEmpty() || queries.size() > MOST_QUERIES) {
      throw ApiException.of(
          400, "ValidationError", "The number of queries must be between 1 and " + MOST_QUERIES);
    }
    if (!from.isBefore(to)) {
      throw ApiException.of(
          400, "ValidationError", "The parameter StartTime must be less than the EndTime.");
    }
    JsonArray results = new JsonArray();
    queries.forEach(each -> results.add(result(each.getAsJsonObject(), from, to)));
    JsonObject answer = new JsonObject();
    answer.add("MetricDataResults", results);
    answer.add("Messages", new JsonArray());
    return answer;
  }

  private static Instant time(JsonObject json, String field) {
    if (!json.has(field)) {
      throw ApiException.of(400, "ValidationError", "The parameter " + field + " is required.");
    }
    return Instant.ofEpochMilli(Math.round(json.get(field).getAsDouble() * 1e3));
  }

  private JsonObject result(JsonObject query, Instant from, Instant to) {
    JsonObject stat = query.getAsJsonObject("MetricStat");
    JsonObject metric = stat.getAsJsonObject("Metric");
    String name = metric.get("MetricName").getAsString();
    String function = "";
    for (JsonElement each : metric.getAsJsonArray("Dimensions")) {
      JsonObject dimension = each.getAsJsonObject();
      if (dimension.get("Name").getAsString().equals("FunctionName")) {
        function = dimension.get("Value").getAsString();
      }
    }
    int period = stat.get("Period").getAsInt();
    if (period < 60 || period % 60 != 0) {
      throw ApiException.of(400, "ValidationError", "Period must be a multiple of 60.");
    }
    JsonArray times = new JsonArray();
    JsonArray values = new JsonArray();
    if (metric.get("Namespace").getAsString().equals("AWS/Lambda")) {
      metrics
          .series(function, name, Duration.ofSeconds(period), from, to)
          .forEach(
              (time, bucket) -> {
                times.add(time.getEpochSecond());
                values.add(bucket.stat(stat.get("Stat").getAsString()));
              });
    }
    JsonObject result = new JsonObject();
    result.addProperty("Id", query.get("Id").getAsString());
    result.addProperty("Label", name);
    result.add("Timestamps", times);
    result.add("Values", values);
    result.addProperty("StatusCode", "Complete");
    return result;
  }
}
