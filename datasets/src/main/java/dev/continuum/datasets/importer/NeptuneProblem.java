package dev.continuum.datasets.importer;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.placement.InstanceUnit;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Prices;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Fence;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Sizing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Builds the placement problem of one request to NEPTUNE. Used once. */
final class NeptuneProblem {

  private static final CallId CALL = new CallId("run");
  private static final Sizing DEPLOYED_ONCE = Sizing.NONE.withFloor(1);
  private static final double LONGEST_DELAY_MS = 3.6e6;
  private static final int MOST_MEMORY_DIGITS = 6;
  private static final BigDecimal MOST_BYTES = BigDecimal.valueOf(1L << 50);

  private final NeptuneRequest request;
  private final NeptuneCosts costs;
  private final Neptune.MaxDelays maxDelays;
  private final List<String> warnings;
  private final double[] most;
  private final int memoryDigits;

  NeptuneProblem(NeptuneRequest request, NeptuneCosts costs, Neptune.MaxDelays maxDelays) {
    this.request = request;
    this.costs = costs;
    this.maxDelays = maxDelays;
    this.warnings = new ArrayList<>(request.warnings);
    this.most = mostCoresPerRequest(request);
    this.memoryDigits = Math.max(digits(request.nodeMemories), digits(request.functionMemories));
  }

  Imported imported(String name) {
    ProblemBuilder problem =
        PlacementProblem.builder(name)
            .weights(new ObjectiveWeights(0, 0, 0, 1))
            .instanceUnit(new InstanceUnit(costs.unit(), costs.scale().unitsPerScaled()));
    for (int j = 0; j < request.nodes.size(); j++) {
      problem.nodeClass(new NodeClass(classOf(j), 1)).node(node(j));
      addDelays(problem, j);
    }
    for (int f = 0; f < request.functions.size(); f++) {
      problem.function(function(f));
      addGroups(problem, f);
    }
    if (!request.oldAllocations.isEmpty()) {
      problem.current(running());
    }
    warnOfLongDelays();
    return new Imported(problem.build(), warnings);
  }

  private Node node(int j) {
    double slack = 0;
    for (int f = 0; f < request.functions.size(); f++) {
      if (request.coresPerRequest[f][j] == 0) {
        slack += leastUse(f);
      }
    }
    Capacity capacity =
        Capacity.of(
                Cpu.millicores(request.nodeCores[j] * 1000 + slack),
                memory(request.nodeMemories[j], RoundingMode.FLOOR))
            .withUtilisationCap(1);
    return Node.of(nodeId(j), Tier.EDGE, classOf(j), capacity)
        .withPrices(Prices.activeOnly(costs.nodeCost()));
  }

  /**
   * Millicores that all requests of a function take on a node where they should take none: there a
   * request is served in a nanosecond, and each group's use is rounded up to a nanocore.
   */
  private double leastUse(int f) {
    double nanocores = 0;
    for (double rate : request.workload[f]) {
      nanocores += rate == 0 ? 0 : Math.ceil(rate * most[f]);
    }
    return nanocores * 1e-6;
  }

  /** A request takes the function's largest u_fj for a second, and for as much less elsewhere. */
  private Function function(int f) {
    SortedMap<NodeClassId, ServiceProfile> profiles = new TreeMap<>();
    for (int j = 0; j < request.nodes.size(); j++) {
      double cores = request.coresPerRequest[f][j];
      if (Double.isInfinite(cores)) {
        continue;
      }
      long nanos = most[f] == 0 ? 1_000_000_000 : (long) Math.floor(cores / most[f] * 1e9);
      profiles.put(classOf(j), ServiceProfile.gamma(Duration.ofNanos(Math.max(1, nanos)), 0));
    }
    if (profiles.isEmpty()) {
      warnings.add(
          "The function "
              + request.functions.get(f)
              + " used cores on every node but had no requests there: it runs nowhere.");
    }
    Memory memory = memory(request.functionMemories[f], RoundingMode.CEILING);
    return Function.of(functionId(f), memory, Duration.ZERO)
        .withProfiles(profiles)
        .withCpuWhileBusy(Cpu.cores(most[f]))
        .withSizing(DEPLOYED_ONCE);
  }

  private void addGroups(ProblemBuilder problem, int f) {
    AppId shared = new AppId(request.functions.get(f));
    boolean declared = false;
    for (int i = 0; i < request.nodes.size(); i++) {
      double rate = request.workload[f][i];
      if (rate == 0) {
        continue;
      }
      GroupId group = new GroupId(request.functions.get(f) + "@" + request.nodes.get(i));
      Fence fence = fence(f, i);
      AppId app = fence.equals(Fence.NONE) ? shared : new AppId(group.value());
      if (!(app.equals(shared) && declared)) {
        problem.app(app(app, f, fence));
        declared |= app.equals(shared);
      }
      problem
          .group(ClientGroup.of(group, app, source(i), 1, Rate.perSecond(rate)).divisible())
          .explicitCost(new ExplicitCost(group, CALL, perHour(rate, i)));
    }
  }

  private Application app(AppId id, int f, Fence fence) {
    return Application.single(id, Call.of(CALL, functionId(f)).withFence(fence))
        .withAdmission(Admission.ALL)
        .withPayloads(OptionalLong.of(0), OptionalLong.empty());
  }

  private Fence fence(int f, int i) {
    SortedSet<NodeId> tooFar = new TreeSet<>();
    request.maxDelays.ifPresent(
        limits -> {
          for (int j = 0; j < request.nodes.size(); j++) {
            if (request.delays[i][j] > limits[f]) {
              tooFar.add(nodeId(j));
            }
          }
        });
    if (tooFar.isEmpty()) {
      return Fence.NONE;
    }
    if (maxDelays == Neptune.MaxDelays.IGNORED) {
      warnOfMaxDelays();
      return Fence.NONE;
    }
    return new Fence(
        Fence.NONE.allowedTiers(),
        Fence.NONE.forbiddenTiers(),
        Fence.NONE.allowedZones(),
        Fence.NONE.forbiddenZones(),
        Fence.NONE.allowedNodes(),
        tooFar);
  }

  private void warnOfMaxDelays() {
    String warning =
        "Some delays are above function_max_delays, which does not bind, as in neptune-mip.";
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }

  private SortedMap<NodeId, Double> perHour(double rate, int i) {
    SortedMap<NodeId, Double> perHour = new TreeMap<>();
    for (int j = 0; j < request.nodes.size(); j++) {
      double cost = costs.delayCost(rate, request.delays[i][j]);
      if (cost > 0) {
        perHour.put(nodeId(j), cost);
      }
    }
    return perHour;
  }

  private void addDelays(ProblemBuilder problem, int i) {
    PointId source = source(i);
    boolean atNode = source.equals(nodeId(i).point());
    if (!atNode) {
      problem.accessPoint(new AccessPoint(source, Optional.empty()));
    }
    for (int j = 0; j < request.nodes.size(); j++) {
      if (!(atNode && i == j)) {
        double millis = Math.min(LONGEST_DELAY_MS, request.delays[i][j]);
        problem.delay(
            PairDelay.of(source, nodeId(j).point(), Duration.ofNanos(Math.round(millis * 1e6))));
      }
    }
  }

  private void warnOfLongDelays() {
    for (double[] row : request.delays) {
      for (double delay : row) {
        if (delay > LONGEST_DELAY_MS) {
          warnings.add("Delays above an hour count in full, but are declared as an hour.");
          return;
        }
      }
    }
  }

  private Placement running() {
    List<WarmInstances> warm = new ArrayList<>();
    for (NeptuneRequest.OldAllocation old : request.oldAllocations) {
      warm.add(new WarmInstances(functionId(old.function()), nodeId(old.node()), 1));
    }
    return Placement.of(List.of(), warm);
  }

  /** Where requests enter: the node, or beside it where even the node itself has a delay. */
  private PointId source(int i) {
    return request.delays[i][i] == 0
        ? nodeId(i).point()
        : new PointId(request.nodes.get(i) + ":clients");
  }

  private NodeId nodeId(int j) {
    return new NodeId(request.nodes.get(j));
  }

  private NodeClassId classOf(int j) {
    return new NodeClassId(request.nodes.get(j));
  }

  private FunctionId functionId(int f) {
    return new FunctionId(request.functions.get(f));
  }

  private Memory memory(double amount, RoundingMode rounding) {
    BigDecimal bytes =
        BigDecimal.valueOf(amount).movePointRight(memoryDigits).setScale(0, rounding);
    return new Memory(bytes.min(MOST_BYTES).longValueExact());
  }

  private static int digits(double[] amounts) {
    int digits = 0;
    for (double amount : amounts) {
      digits = Math.max(digits, BigDecimal.valueOf(amount).stripTrailingZeros().scale());
    }
    return Math.min(digits, MOST_MEMORY_DIGITS);
  }

  private static double[] mostCoresPerRequest(NeptuneRequest request) {
    double[] most = new double[request.functions.size()];
    for (int f = 0; f < most.length; f++) {
      for (double cores : request.coresPerRequest[f]) {
        most[f] = Double.isInfinite(cores) ? most[f] : Math.max(most[f], cores);
      }
    }
    return most;
  }
}
