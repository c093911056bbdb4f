package dev.continuum.lambda;

import dev.continuum.actuation.Managed;
import dev.continuum.actuation.NodeLimits;
import dev.continuum.actuation.Observation;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigListItem;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;

/**
 * Looks at a region: our functions, each as {@code $LATEST} and its published versions, and the
 * limits of the account.
 */
final class Observer {

  private static final double LEAST_MEMORY_MB = 128;
  private static final double MOST_MEMORY_MB = 10_240;

  /** What reservations and provisioned concurrency must leave to others. */
  static final int LEAST_UNRESERVED = 100;

  /** Requests a second of one instance, and of the account for each of its concurrency. */
  static final int PER_SECOND = 10;

  private final LambdaCalls calls;
  private final LambdaSettings settings;
  private final SortedSet<NodeId> nodes;

  Observer(LambdaCalls calls, LambdaSettings settings, SortedSet<NodeId> nodes) {
    this.calls = calls;
    this.settings = settings;
    this.nodes = nodes;
  }

  Observation observe(String owner) {
    List<Managed> managed = new ArrayList<>();
    SortedMap<String, String> targets = null;
    String prefix = FunctionName.prefix(owner);
    for (FunctionConfiguration each : functions()) {
      if (!each.functionName().startsWith(prefix)) {
        continue;
      }
      Map<String, String> tags = tags(each.functionArn());
      NodeId node = new NodeId(tags.getOrDefault(Tags.NODE, "?"));
      if (owner.equals(tags.get(Tags.OWNER)) && nodes.contains(node)) {
        targets = targets == null ? targets() : targets;
        FunctionId function = new FunctionId(tags.getOrDefault(Tags.FUNCTION, each.functionName()));
        managed.addAll(new Look(function, node, each.functionName(), targets).all());
      }
    }
    SortedMap<NodeId, NodeLimits> limits = new TreeMap<>();
    NodeLimits here = limits(managed);
    nodes.forEach(node -> limits.put(node, here));
    return new Observation(managed, limits);
  }

  private LambdaClient lambda() {
    return calls.lambda();
  }

  private List<FunctionConfiguration> functions() {
    return calls.call(
        "ListFunctions",
        () -> lambda().listFunctionsPaginator(r -> {}).functions().stream().toList());
  }

  private Map<String, String> tags(String arn) {
    return calls
        .find("ListTags of " + arn, () -> lambda().listTags(r -> r.resource(arn)).tags())
        .orElse(Map.of());
  }

  private SortedMap<String, String> targets() {
    SortedMap<String, String> targets = new TreeMap<>();
    for (ScalableTarget each :
        calls.call(
            "DescribeScalableTargets",
            () ->
                calls
                    .scaling()
                    .describeScalableTargetsPaginator(
                        r -> r.serviceNamespace(ServiceNamespace.LAMBDA))
                    .scalableTargets()
                    .stream()
                    .toList())) {
      targets.put(each.resourceId(), each.minCapacity() + " to " + each.maxCapacity());
    }
    return targets;
  }

  /** What ours may have together: what is not reserved, and what ours have of it already. */
  private NodeLimits limits(List<Managed> managed) {
    AccountLimit account =
        calls.call("GetAccountSettings", () -> lambda().getAccountSettings(r -> {}).accountLimit());
    long ours = 0;
    for (Managed each : managed) {
      ours += new Facts(each).held(managed);
    }
    long instances =
        Math.max(0, account.unreservedConcurrentExecutions() - LEAST_UNRESERVED + ours);
    return new NodeLimits(
        instances,
        Rate.perSecond((double) PER_SECOND * account.concurrentExecutions()),
        Rate.perSecond(PER_SECOND),
        Memory.mebibytes(LEAST_MEMORY_MB),
        Memory.mebibytes(MOST_MEMORY_MB));
  }

  /** At one function. */
  private final class Look {
    private final FunctionId function;
    private final NodeId node;
    private final String name;
    private final SortedMap<String, String> targets;

    Look(FunctionId function, NodeId node, String name, SortedMap<String, String> targets) {
      this.function = function;
      this.node = node;
      this.name = name;
      this.targets = targets;
    }

    List<Managed> all() {
      List<FunctionConfiguration> versions =
          calls
              .find(
                  "ListVersionsByFunction of " + name,
                  () ->
                      lambda()
                          .listVersionsByFunctionPaginator(r -> r.functionName(name))
                          .versions()
                          .stream()
                          .toList())
              .orElse(List.of());
      Map<String, ProvisionedConcurrencyConfigListItem> provisioned = provisioned();
      List<AliasConfiguration> aliases =
          calls
              .find(
                  "ListAliases of " + name,
                  () ->
                      lambda().listAliasesPaginator(r -> r.functionName(name)).aliases().stream()
                          .toList())
              .orElse(List.of());
      List<Managed> all = new ArrayList<>();
      for (FunctionConfiguration each : versions) {
        all.add(
            each.version().equals(Facts.LATEST)
                ? latest(each, provisioned, aliases)
                : version(each, provisioned, aliases));
      }
      return all;
    }

    private Map<String, ProvisionedConcurrencyConfigListItem> provisioned() {
      Map<String, ProvisionedConcurrencyConfigListItem> found = new TreeMap<>();
      calls
          .find(
              "ListProvisionedConcurrencyConfigs of " + name,
              () ->
                  lambda()
                      .listProvisionedConcurrencyConfigsPaginator(r -> r.functionName(name))
                      .provisionedConcurrencyConfigs()
                      .stream()
                      .toList())
          .orElse(List.of())
          .forEach(
              each ->
                  found.put(
                      each.functionArn().substring(each.functionArn().lastIndexOf(':') + 1), each));
      return found;
    }

    private Managed latest(
        FunctionConfiguration each,
        Map<String, ProvisionedConcurrencyConfigListItem> provisioned,
        List<AliasConfiguration> aliases) {
      SortedMap<String, String> facts = facts(each);
      Integer reserved =
          calls.call(
              "GetFunctionConcurrency of " + name,
              () ->
                  lambda()
                      .getFunctionConcurrency(r -> r.functionName(name))
                      .reservedConcurrentExecutions());
      if (reserved != null) {
        facts.put(Facts.RESERVED, Integer.toString(reserved));
      }
      for (AliasConfiguration alias : aliases) {
        if (alias.name().equals(settings.alias())) {
          facts.put(Facts.ALIAS, alias.functionVersion());
          if (hasWeights(alias)) {
            facts.put(Facts.WEIGHTS, alias.routingConfig().additionalVersionWeights().toString());
          }
        }
      }
      put(facts, provisioned, settings.alias());
      target(facts, settings.alias());
      return managed(each, name, facts, 0, false);
    }

    private Managed version(
        FunctionConfiguration each,
        Map<String, ProvisionedConcurrencyConfigListItem> provisioned,
        List<AliasConfiguration> aliases) {
      SortedMap<String, String> facts = facts(each);
      put(facts, provisioned, each.version());
      target(facts, each.version());
      boolean serving = false;
      for (AliasConfiguration alias : aliases) {
        boolean named =
            alias.functionVersion().equals(each.version())
                || (hasWeights(alias)
                    && alias
                        .routingConfig()
                        .additionalVersionWeights()
                        .containsKey(each.version()));
        if (named) {
          facts.put(Facts.NAMED, alias.name());
        }
        serving |=
            alias.name().equals(settings.alias()) && alias.functionVersion().equals(each.version());
      }
      boolean ready =
          ProvisionedConcurrencyStatusEnum.READY.toString().equals(facts.get(Facts.STATUS));
      int warm = ready ? Integer.parseInt(facts.getOrDefault(Facts.PROVISIONED, "0")) : 0;
      return managed(each, name + ":" + each.version(), facts, warm, serving);
    }

    private void target(SortedMap<String, String> facts, String qualifier) {
      String bounds = targets.get(resource(name, qualifier));
      if (bounds != null) {
        facts.put(Facts.SCALED, bounds);
      }
    }

    private static void put(
        SortedMap<String, String> facts,
        Map<String, ProvisionedConcurrencyConfigListItem> provisioned,
        String qualifier) {
      ProvisionedConcurrencyConfigListItem found = provisioned.get(qualifier);
      if (found != null) {
        facts.put(
            Facts.PROVISIONED, Integer.toString(found.requestedProvisionedConcurrentExecutions()));
        facts.put(Facts.STATUS, found.statusAsString());
      }
    }

    private static SortedMap<String, String> facts(FunctionConfiguration each) {
      SortedMap<String, String> facts = new TreeMap<>();
      facts.put(Facts.CODE, Optional.ofNullable(each.codeSha256()).orElse(""));
      return facts;
    }

    private Managed managed(
        FunctionConfiguration each,
        String object,
        SortedMap<String, String> facts,
        int warm,
        boolean serving) {
      String hash = Spec.hash(Optional.ofNullable(each.description()).orElse(""));
      return new Managed(
          function,
          node,
          object,
          hash,
          each.version(),
          Memory.mebibytes((double) each.memorySize()),
          warm,
          serving,
          hash.isEmpty() ? "its description is not ours" : "",
          facts);
    }
  }

  static boolean hasWeights(AliasConfiguration alias) {
    return alias.routingConfig() != null
        && alias.routingConfig().hasAdditionalVersionWeights()
        && !alias.routingConfig().additionalVersionWeights().isEmpty();
  }

  /** How Application Auto Scaling names a qualifier of a function. */
  static String resource(String function, String qualifier) {
    return "function:" + function + ":" + qualifier;
  }
}
