package dev.continuum.lambda.host;

import com.google.gson.JsonObject;
import dev.continuum.lambda.host.FunctionEntity.Alias;
import dev.continuum.lambda.host.FunctionEntity.Shift;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Aliases. */
final class AliasApi {

  private final Registry registry;
  private final ProvisionedEnvironments provisioned;
  private final Views views;

  AliasApi(Registry registry, ProvisionedEnvironments provisioned) {
    this.registry = registry;
    this.provisioned = provisioned;
    this.views = new Views(registry);
  }

  ApiReply list(ApiRequest request, Registry.Named named) {
    Optional<String> version = request.parameter("FunctionVersion");
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      List<JsonObject> all =
          function.aliases.values().stream()
              .filter(each -> version.isEmpty() || version.get().equals(each.version()))
              .map(each -> views.alias(function, each))
              .toList();
      return FunctionApi.page(request, "Aliases", all);
    }
  }

  ApiReply create(ApiRequest request, Registry.Named named) {
    JsonObject json = request.json();
    String name = Texts.required(json, "Name", "name");
    if (!name.matches("(?!^[0-9]+$)[a-zA-Z0-9-_]{1,128}")) {
      throw ApiException.constraint(
          "name",
          name,
          "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)");
    }
    String version = Texts.required(json, "FunctionVersion", "functionVersion");
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      if (function.aliases.containsKey(name)) {
        throw ApiException.conflict("Alias already exists: " + function.arn + ":" + name);
      }
      var unused = registry.version(function, Optional.of(version));
      Alias alias =
          new Alias(
              name,
              version,
              Texts.of(json, "Description", ""),
              weights(function, version, json).orElse(new TreeMap<>()),
              registry.revision(),
              Shift.NONE);
      function.aliases.put(name, alias);
      return ApiReply.of(201, views.alias(function, alias));
    }
  }

  ApiReply get(Registry.Named named, String name) {
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      return ApiReply.of(200, views.alias(function, registry.alias(function, name)));
    }
  }

  ApiReply update(ApiRequest request, Registry.Named named, String name) {
    JsonObject json = request.json();
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      Alias before = registry.alias(function, name);
      String revision = Texts.of(json, "RevisionId", "");
      if (!revision.isEmpty() && !revision.equals(before.revision())) {
        throw ApiException.stale();
      }
      String version = Texts.of(json, "FunctionVersion", before.version());
      var unused = registry.version(function, Optional.of(version));
      SortedMap<String, Double> weights = weights(function, version, json).orElse(before.weights());
      boolean moved = !version.equals(before.version());
      if (!weights.isEmpty() && provisioned.allocation(function.name, name).isPresent()) {
        throw ApiException.invalid(
            "Alias with weights can not be used with Provisioned Concurrency");
      }
      if (moved && provisioned.allocation(function.name, name).isPresent()) {
        requireFree(function, version);
      }
      var shiftEnd = registry.now().plus(registry.options().times().shift());
      Alias alias =
          new Alias(
              name,
              version,
              Texts.of(json, "Description", before.description()),
              weights,
              registry.revision(),
              moved && shifts(function, version)
                  ? new Shift(before.version(), shiftEnd)
                  : before.shift());
      function.aliases.put(name, alias);
      if (moved) {
        provisioned.moved(function, name);
      }
      return ApiReply.of(200, views.alias(function, alias));
    }
  }

  /** AWS shifts calls by weights of its own where the version has provisioned concurrency. */
  private boolean shifts(FunctionEntity function, String version) {
    return provisioned.allocation(function.name, version).isPresent();
  }

  private void requireFree(FunctionEntity function, String version) {
    if (provisioned.allocation(function.name, version).isPresent()) {
      throw ApiException.conflict(
          "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned"
              + " version");
    }
  }

  private Optional<SortedMap<String, Double>> weights(
      FunctionEntity function, String version, JsonObject json) {
    if (!(json.get("RoutingConfig") instanceof JsonObject routing)) {
      return Optional.empty();
    }
    SortedMap<String, Double> weights = new TreeMap<>();
    if (routing.get("AdditionalVersionWeights") instanceof JsonObject shares) {
      shares.entrySet().forEach(each -> weights.put(each.getKey(), each.getValue().getAsDouble()));
    }
    for (var each : weights.entrySet()) {
      if (each.getValue() < 0 || each.getValue() > 1) {
        throw ApiException.constraint(
            "routingConfig.additionalVersionWeights",
            weights.toString(),
            "Map value must satisfy constraint: [Member must have value less than or equal to 1]");
      }
      if (each.getKey().equals(version)) {
        throw ApiException.invalid(
            "Invalid function version "
                + version
                + ". Function version "
                + version
                + " is already included in routing configuration.");
      }
      var unused = registry.version(function, Optional.of(each.getKey()));
    }
    if (weights.size() > 1) {
      throw ApiException.invalid(
          "Number of items in AdditionalVersionWeights cannot be greater than 1");
    }
    return Optional.of(weights);
  }

  ApiReply delete(Registry.Named named, String name) {
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      if (function.aliases.remove(name) != null) {
        provisioned.release(function.name, name);
      }
      return ApiReply.empty(204);
    }
  }
}
