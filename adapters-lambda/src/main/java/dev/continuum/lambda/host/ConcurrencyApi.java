package dev.continuum.lambda.host;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.continuum.lambda.host.FunctionEntity.Alias;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reserved and provisioned concurrency, and the limits of the account. */
final class ConcurrencyApi {

  private static final long CODE_LIMIT_BYTES = 80_530_636_800L;

  private final Registry registry;
  private final ProvisionedEnvironments provisioned;

  ConcurrencyApi(Registry registry, ProvisionedEnvironments provisioned) {
    this.registry = registry;
    this.provisioned = provisioned;
  }

  ApiReply reserve(ApiRequest request, Registry.Named named) {
    int wanted = count(request.json(), "ReservedConcurrentExecutions", 0);
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      int ahead = provisioned.requested(function.name);
      if (wanted < ahead) {
        throw ApiException.invalid(
            "ReservedConcurrentExecutions  should not be lower than function's total provisioned"
                + " concurrency ["
                + ahead
                + "].");
      }
      int freed = function.reserved.orElse(ahead);
      requireLeft(provisioned.unreserved() + freed - wanted);
      function.reserved = OptionalInt.of(wanted);
      return ApiReply.of(200, reserved(function));
    }
  }

  private void requireLeft(int left) {
    int least = registry.options().quotas().leastUnreserved();
    if (left < least) {
      throw ApiException.invalid(
          "Specified ReservedConcurrentExecutions for function decreases account's"
              + " UnreservedConcurrentExecution below its minimum value of ["
              + least
              + "].");
    }
  }

  private static int count(JsonObject json, String key, int least) {
    JsonElement value = json.get(key);
    String member = Character.toLowerCase(key.charAt(0)) + key.substring(1);
    if (value == null || !value.isJsonPrimitive()) {
      throw ApiException.constraint(member, "null", "Member must not be null");
    }
    int count = value.getAsInt();
    if (count < least) {
      throw ApiException.constraint(
          member, "" + count, "Member must have value greater than or equal to " + least);
    }
    return count;
  }

  private static JsonObject reserved(FunctionEntity function) {
    JsonObject json = new JsonObject();
    function.reserved.ifPresent(count -> json.addProperty("ReservedConcurrentExecutions", count));
    return json;
  }

  ApiReply reserved(Registry.Named named) {
    synchronized (registry) {
      return ApiReply.of(200, reserved(registry.function(named.name())));
    }
  }

  ApiReply unreserve(Registry.Named named) {
    synchronized (registry) {
      registry.function(named.name()).reserved = OptionalInt.empty();
      return ApiReply.empty(204);
    }
  }

  ApiReply provision(ApiRequest request, Registry.Named named) {
    int wanted = count(request.json(), "ProvisionedConcurrentExecutions", 1);
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      String qualifier = qualifier(function, named);
      provision(function, qualifier, wanted);
      return ApiReply.of(202, view(provisioned.allocation(function.name, qualifier).orElseThrow()));
    }
  }

  /** As a request for it would; what Application Auto Scaling does too. */
  void provision(FunctionEntity function, String qualifier, int wanted) {
    requireNoOther(function, qualifier);
    int mine =
        provisioned.allocation(function.name, qualifier).map(Allocation::requested).orElse(0);
    int others = provisioned.requested(function.name) - mine;
    if (function.reserved.isPresent() && others + wanted > function.reserved.getAsInt()) {
      throw ApiException.invalid(
          "Requested Provisioned Concurrency should not be greater than the"
              + " reservedConcurrentExecution for function");
    }
    if (function.reserved.isEmpty()
        && provisioned.unreserved() + mine - wanted
            < registry.options().quotas().leastUnreserved()) {
      throw ApiException.invalid(
          "Specified ConcurrentExecutions for function decreases account's"
              + " UnreservedConcurrentExecution below its minimum value of ["
              + registry.options().quotas().leastUnreserved()
              + "].");
    }
    provisioned.provision(function, qualifier, wanted);
  }

  private static String qualifier(FunctionEntity function, Registry.Named named) {
    String qualifier =
        named
            .qualifier()
            .orElseThrow(
                () -> ApiException.constraint("qualifier", "null", "Member must not be null"));
    boolean unpublished =
        qualifier.equals(FunctionEntity.LATEST)
            || Optional.ofNullable(function.aliases.get(qualifier))
                .filter(each -> each.version().equals(FunctionEntity.LATEST))
                .isPresent();
    if (unpublished) {
      throw ApiException.invalid(
          "Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
    }
    return qualifier;
  }

  private void requireNoOther(FunctionEntity function, String qualifier) {
    String version = registry.version(function, Optional.of(qualifier)).number();
    Alias alias = function.aliases.get(qualifier);
    if (alias != null) {
      if (!alias.weightsAt(registry.now()).isEmpty()) {
        throw ApiException.invalid(
            "Alias with weights can not be used with Provisioned Concurrency");
      }
      if (provisioned.allocation(function.name, version).isPresent()) {
        throw ApiException.conflict(
            "Alias can't be used for Provisioned Concurrency configuration on an already"
                + " Provisioned version");
      }
      return;
    }
    for (Alias each : function.aliases.values()) {
      if (each.version().equals(version)
          && provisioned.allocation(function.name, each.name()).isPresent()) {
        throw ApiException.conflict(
            "Version is already pointed to by an alias with Provisioned Concurrency: "
                + function.arn
                + ":"
                + each.name());
      }
    }
  }

  ApiReply provisioned(Registry.Named named) {
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      String qualifier = qualifier(function, named);
      var unused = registry.version(function, Optional.of(qualifier));
      return ApiReply.of(
          200,
          view(
              provisioned
                  .allocation(function.name, qualifier)
                  .orElseThrow(
                      () ->
                          ApiException.of(
                              404,
                              "ProvisionedConcurrencyConfigNotFoundException",
                              "No Provisioned Concurrency Config found for this function"))));
    }
  }

  ApiReply unprovision(Registry.Named named) {
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      String qualifier = qualifier(function, named);
      var unused = registry.version(function, Optional.of(qualifier));
      provisioned.release(function.name, qualifier);
      return ApiReply.empty(204);
    }
  }

  ApiReply list(ApiRequest request, Registry.Named named) {
    synchronized (registry) {
      FunctionEntity function = registry.function(named.name());
      List<JsonObject> all = new ArrayList<>();
      provisioned
          .allocations(function.name)
          .forEach(
              (qualifier, allocation) -> {
                JsonObject one = view(allocation);
                one.addProperty("FunctionArn", function.arn + ":" + qualifier);
                all.add(one);
              });
      return FunctionApi.page(request, "ProvisionedConcurrencyConfigs", all);
    }
  }

  private static JsonObject view(Allocation allocation) {
    JsonObject json = new JsonObject();
    json.addProperty("RequestedProvisionedConcurrentExecutions", allocation.requested());
    json.addProperty("AvailableProvisionedConcurrentExecutions", allocation.available());
    json.addProperty("AllocatedProvisionedConcurrentExecutions", allocation.available());
    json.addProperty("Status", allocation.status().name());
    if (!allocation.reason().isEmpty()) {
      json.addProperty("StatusReason", allocation.reason());
    }
    json.addProperty("LastModified", Views.date(allocation.modified()));
    return json;
  }

  ApiReply account() {
    synchronized (registry) {
      JsonObject limit = new JsonObject();
      limit.addProperty("TotalCodeSize", CODE_LIMIT_BYTES);
      limit.addProperty("CodeSizeUnzipped", 262_144_000);
      limit.addProperty("CodeSizeZipped", CodeStore.MOST_ZIP_BYTES);
      limit.addProperty("ConcurrentExecutions", registry.options().quotas().concurrency());
      limit.addProperty("UnreservedConcurrentExecutions", provisioned.unreserved());
      JsonObject usage = new JsonObject();
      long bytes =
          registry.all().stream()
              .mapToLong(
                  each ->
                      each.latest.configuration().program().code().size()
                          + each.versions.values().stream()
                              .mapToLong(one -> one.configuration().program().code().size())
                              .sum())
              .sum();
      usage.addProperty("TotalCodeSize", bytes);
      usage.addProperty("FunctionCount", registry.all().size());
      JsonObject json = new JsonObject();
      json.add("AccountLimit", limit);
      json.add("AccountUsage", usage);
      return ApiReply.of(200, json);
    }
  }
}
