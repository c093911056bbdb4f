package dev.continuum.lambda.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * As much of Application Auto Scaling as has to do with provisioned concurrency: scalable targets,
 * which on registration pull the count between their bounds. No policies.
 */
final class ScalingApi {

  private static final String SERVICE = "AnyScaleFrontendService.";
  private static final String DIMENSION = "lambda:function:ProvisionedConcurrency";

  private final Registry registry;
  private final ProvisionedEnvironments provisioned;
  private final ConcurrencyApi concurrency;
  private final SortedMap<String, Bounds> targets = new TreeMap<>();

  private record Bounds(int least, int most, String since) {}

  ScalingApi(Registry registry, ProvisionedEnvironments provisioned, ConcurrencyApi concurrency) {
    this.registry = registry;
    this.provisioned = provisioned;
    this.concurrency = concurrency;
  }

  ApiReply call(ApiRequest request) {
    String target = request.header("x-amz-target").orElse("");
    JsonObject json = request.json();
    JsonObject answer =
        switch (target.startsWith(SERVICE) ? target.substring(SERVICE.length()) : "") {
          case "DescribeScalableTargets" -> describe(json);
          case "RegisterScalableTarget" -> register(json);
          case "DeregisterScalableTarget" -> deregister(json);
          default -> throw ApiException.of(400, "UnknownOperationException", "");
        };
    return new ApiReply(200, Map.of(), answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  private JsonObject describe(JsonObject json) {
    JsonArray wanted = json.get("ResourceIds") instanceof JsonArray some ? some : new JsonArray();
    JsonArray found = new JsonArray();
    synchronized (registry) {
      targets.forEach(
          (resource, bounds) -> {
            boolean asked = wanted.isEmpty();
            for (JsonElement each : wanted) {
              asked |= each.getAsString().equals(resource);
            }
            if (asked && Texts.of(json, "ServiceNamespace", "").equals("lambda")) {
              found.add(view(resource, bounds));
            }
          });
    }
    JsonObject answer = new JsonObject();
    answer.add("ScalableTargets", found);
    return answer;
  }

  private static JsonObject view(String resource, Bounds bounds) {
    JsonObject json = new JsonObject();
    json.addProperty("ServiceNamespace", "lambda");
    json.addProperty("ResourceId", resource);
    json.addProperty("ScalableDimension", DIMENSION);
    json.addProperty("MinCapacity", bounds.least());
    json.addProperty("MaxCapacity", bounds.most());
    json.addProperty("RoleARN", "arn:aws:iam::" + HostOptions.ACCOUNT + ":role/scaling");
    json.addProperty("CreationTime", Double.parseDouble(bounds.since()));
    return json;
  }

  private JsonObject register(JsonObject json) {
    String resource = Texts.required(json, "ResourceId", "resourceId");
    String[] parts = resource.split(":", -1);
    if (parts.length != 3 || !parts[0].equals("function")) {
      throw invalid("Unsupported service namespace, resource type or scalable dimension");
    }
    synchronized (registry) {
      Bounds before = targets.get(resource);
      int least = number(json, "MinCapacity", before == null ? -1 : before.least());
      int most = number(json, "MaxCapacity", before == null ? -1 : before.most());
      if (least < 0 || most < least) {
        throw invalid(
            "Maximum capacity cannot be less than minimum capacity, and neither can be missing");
      }
      String since =
          before == null ? Double.toString(registry.now().toEpochMilli() / 1e3) : before.since();
      FunctionEntity function = registry.function(parts[1]);
      int now = provisioned.allocation(parts[1], parts[2]).map(Allocation::requested).orElse(0);
      int bounded = Math.clamp(now, least, most);
      if (bounded == 0) {
        provisioned.release(parts[1], parts[2]);
      } else if (bounded != now) {
        concurrency.provision(function, parts[2], bounded);
      }
      targets.put(resource, new Bounds(least, most, since));
    }
    JsonObject answer = new JsonObject();
    answer.addProperty(
        "ScalableTargetARN",
        "arn:aws:application-autoscaling:"
            + registry.options().region()
            + ":"
            + HostOptions.ACCOUNT
            + ":scalable-target/"
            + resource);
    return answer;
  }

  private static int number(JsonObject json, String key, int otherwise) {
    JsonElement value = json.get(key);
    return value == null || value.isJsonNull() ? otherwise : value.getAsInt();
  }

  private JsonObject deregister(JsonObject json) {
    String resource = Texts.required(json, "ResourceId", "resourceId");
    synchronized (registry) {
      if (targets.remove(resource) == null) {
        throw ApiException.of(
            400,
            "ObjectNotFoundException",
            "No scalable target found for service namespace: lambda, resource ID: "
                + resource
                + ", scalable dimension: "
                + DIMENSION);
      }
    }
    return new JsonObject();
  }

  private static ApiException invalid(String message) {
    return ApiException.of(400, "ValidationException", message);
  }
}
