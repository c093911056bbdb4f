package dev.continuum.model.evaluation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rules 1 to 3 on one node at a time, and how much of it is in use. Not thread-safe. */
final class NodeJudge {

  private final Catalogue catalogue;
  private final FunctionSizing sizing;
  private final PlacedLoads loads;
  private final RuleBook rules;
  private final List<FunctionEvaluation> functions = new ArrayList<>();

  NodeJudge(Catalogue catalogue, FunctionSizing sizing, PlacedLoads loads, RuleBook rules) {
    this.catalogue = catalogue;
    this.sizing = sizing;
    this.loads = loads;
    this.rules = rules;
  }

  /** Functions of the nodes judged so far. */
  List<FunctionEvaluation> functions() {
    return functions;
  }

  NodeEvaluation judge(Node node) {
    NodeId id = node.id();
    CapacityUse use = new CapacityUse();
    Amount load = new Amount();
    for (FunctionId functionId : loads.used().getOrDefault(id, Collections.emptySortedSet())) {
      Acquisition pair = new Acquisition(functionId, id);
      Function function = catalogue.function(functionId);
      long warm = loads.warm(pair);
      use.keep(function, warm);
      load.add(loads.load(pair));
      if (loads.acquired().contains(pair)) {
        use.store(function);
      }
      judgeFunction(node, function, pair, warm);
    }
    if (loads.used().containsKey(id)) {
      judgeCapacity(node, use, load);
    }
    return evaluation(node, use, load);
  }

  private void judgeFunction(Node node, Function function, Acquisition pair, long warm) {
    Subject subject = new Subject.OfFunction(pair.function(), pair.node());
    boolean acquired = loads.acquired().contains(pair);
    rules.holds(RuleKind.ACQUIRED, subject, acquired || (warm == 0 && !loads.isLoaded(pair)));
    NodeClass nodeClass = catalogue.nodeClass(node.nodeClass());
    Optional<ServiceProfile> profile = function.profileOn(nodeClass);
    // Where calls are routed, they are judged themselves.
    if ((acquired || warm > 0) && !loads.isLoaded(pair)) {
      rules.holds(RuleKind.FENCE, subject, function.fence().allows(node));
      rules.holds(RuleKind.SERVABLE, subject, profile.isPresent());
    }
    long byLoad =
        profile
            .map(
                known ->
                    sizing.required(
                        function,
                        known,
                        node.overflow(),
                        node.capacity().instanceRate(),
                        loads.load(pair).load()))
            .orElse(0L);
    long required = Math.max(byLoad, acquired ? function.sizing().floor() : 0);
    rules.limit(RuleKind.SIZING, subject, required, warm, RuleCheck.Unit.INSTANCES);
    Long most = node.functionInstances().get(pair.function());
    if (most != null) {
      rules.limit(RuleKind.FUNCTION_INSTANCES, subject, warm, most, RuleCheck.Unit.INSTANCES);
    }
    double service = profile.map(known -> Connection.seconds(known.mean())).orElse(0.0);
    double erlang = loads.erlang(pair, service);
    functions.add(
        new FunctionEvaluation(
            pair.function(),
            pair.node(),
            acquired,
            loads.load(pair).value() / Rounding.NANO,
            erlang,
            required,
            warm,
            warm > 0
                ? OptionalDouble.of(Math.min(1, erlang / FunctionSizing.slots(function, warm)))
                : OptionalDouble.empty(),
            profile.isPresent()
                ? sizing.overflowProbability(function, profile.get(), node.overflow(), warm, erlang)
                : OptionalDouble.empty()));
  }

  private void judgeCapacity(Node node, CapacityUse use, Amount load) {
    Capacity capacity = node.capacity();
    NodeId id = node.id();
    Subject subject = new Subject.OfNode(id);
    Limits.cpu(capacity)
        .ifPresent(
            limit ->
                rules.limit(RuleKind.CPU, subject, loads.cpu(id), limit, RuleCheck.Unit.NANOCORES));
    Limits.rate(capacity)
        .ifPresent(
            limit ->
                rules.limit(
                    RuleKind.RATE, subject, load, limit, RuleCheck.Unit.NANO_REQUESTS_PER_SECOND));
    rules.limited(
        RuleKind.MEMORY, subject, use.memory(), Limits.memory(capacity), RuleCheck.Unit.BYTES);
    rules.limited(
        RuleKind.STORAGE, subject, use.storage(), Limits.storage(capacity), RuleCheck.Unit.BYTES);
    rules.limited(
        RuleKind.INSTANCES,
        subject,
        use.instances(),
        Limits.instances(capacity),
        RuleCheck.Unit.INSTANCES);
    for (String kind : use.acceleratorKinds()) {
      Subject ofKind = new Subject.OfAccelerators(id, kind);
      rules.limit(
          RuleKind.ACCELERATORS,
          ofKind,
          use.acceleratorUnits(kind),
          Limits.acceleratorUnits(capacity, kind),
          RuleCheck.Unit.ACCELERATORS);
      rules.limit(
          RuleKind.ACCELERATOR_MEMORY,
          ofKind,
          use.acceleratorMemory(kind),
          Limits.acceleratorMemory(capacity, kind),
          RuleCheck.Unit.BYTES);
    }
  }

  private NodeEvaluation evaluation(Node node, CapacityUse use, Amount load) {
    Capacity capacity = node.capacity();
    boolean active = loads.active(node.id());
    double nanocores = loads.cpu(node.id()).value();
    SortedMap<String, Use> units = new TreeMap<>();
    SortedMap<String, Use> bytes = new TreeMap<>();
    for (String kind : use.acceleratorKinds()) {
      units.put(kind, new Use(use.acceleratorUnits(kind), Limits.acceleratorUnits(capacity, kind)));
      bytes.put(
          kind, new Use(use.acceleratorMemory(kind), Limits.acceleratorMemory(capacity, kind)));
    }
    return new NodeEvaluation(
        node.id(),
        active,
        use(nanocores, Limits.cpu(capacity), 1e6),
        use((double) use.memory(), Limits.memory(capacity), 1),
        use((double) use.storage(), Limits.storage(capacity), 1),
        use((double) use.instances(), Limits.instances(capacity), 1),
        use(load.value(), Limits.rate(capacity), Rounding.NANO),
        units,
        bytes,
        (active ? node.power().idleWatts() : 0)
            + nanocores / Rounding.NANO * node.power().wattsPerBusyCore());
  }

  private static Use use(double used, OptionalLong limit, double unit) {
    return new Use(
        used / unit, limit.isPresent() ? limit.getAsLong() / unit : Double.POSITIVE_INFINITY);
  }
}
