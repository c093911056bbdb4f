package dev.continuum.simulator.engine;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Sizing;
import dev.continuum.model.workload.StartUpPath;
import dev.continuum.simulator.Scenario;
import dev.continuum.simulator.platform.Platform;
import dev.continuum.simulator.random.Law;
import dev.continuum.simulator.random.RandomStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes hosts of nodes and pools of functions on them, each when first asked for. */
final class Hosts {

  /** A cold start is one thread's work. */
  private static final double START_MILLICORES = 1000;

  /** A share of a machine may be saved up for a minute. */
  private static final long CREDIT_NANOS = 60_000_000_000L;

  private final Kernel kernel;
  private final Scenario scenario;
  private final Map<NodeId, Integer> indexes = new TreeMap<>();
  private final List<Node> nodes;
  private final Map<NodeClassId, NodeClass> classes = new HashMap<>();
  private final Map<Acquisition, Integer> poolIndexes = new HashMap<>();
  private final Shared shared = new Shared();
  private final Map<ServiceProfile, Law> laws = new HashMap<>();
  private final Map<Duration, Law> starts = new HashMap<>();
  final List<Host> hosts = new ArrayList<>();
  final List<Pool> pools = new ArrayList<>();

  /** Time to fetch an artifact to a node. */
  interface Download {
    Duration of(Function function, NodeId to);
  }

  private final Download download;

  Hosts(PlacementProblem problem, Scenario scenario, Kernel kernel, Download download) {
    this.kernel = kernel;
    this.scenario = scenario;
    this.download = download;
    this.nodes =
        problem.topology().nodes().stream().sorted(Comparator.comparing(Node::id)).toList();
    problem.topology().nodeClasses().forEach(each -> classes.put(each.id(), each));
    for (Node node : nodes) {
      indexes.put(node.id(), hosts.size());
      hosts.add(host(node));
    }
  }

  Node node(int host) {
    return nodes.get(host);
  }

  int index(NodeId node) {
    return indexes.getOrDefault(node, -1);
  }

  /** The processor class of a node. */
  Optional<NodeClass> processor(NodeClassId id) {
    return Optional.ofNullable(classes.get(id));
  }

  private Host host(Node node) {
    Platform platform = platform(node);
    int index = hosts.size();
    double millicores = node.capacity().cpu().millicores();
    boolean isShare = millicores % 1000 != 0 && Double.isFinite(millicores);
    long credit = isShare ? CREDIT_NANOS : 0;
    boolean competes =
        platform instanceof Platform.OpenWhisk || platform instanceof Platform.FixedPool;
    double starting = competes ? millicores : Double.POSITIVE_INFINITY;
    boolean shared = competes && scenario.nodes().processor() == Scenario.Processor.SHARED;
    Cpu cpu =
        new Cpu(0, index, shared ? millicores : Double.POSITIVE_INFINITY, credit, kernel.events);
    Cpu startCpu = shared ? cpu : new Cpu(1, index, starting, credit, kernel.events);
    Site site = new Site(index, node, cpu, startCpu, kernel);
    site.up = node.status() != NodeStatus.DOWN;
    return switch (platform) {
      case Platform.OpenWhisk whisk ->
          new OpenWhiskHost(
              site, whisk, node.capacity().memory().bytes(), node.capacity().instances());
      case Platform.Lambda lambda ->
          new LambdaHost(
              site,
              lambda,
              node.capacity().instances(),
              node.capacity().rate().perSecond(),
              node.capacity().instanceRate().perSecond());
      case Platform.ScalingGroup group -> new ScalingGroupHost(site, group);
      case Platform.FixedPool pool -> new FixedPoolHost(site, pool.mostBuffered());
    };
  }

  private Platform platform(Node node) {
    Platform asked = scenario.nodes().platforms().get(node.id());
    if (asked != null) {
      return asked;
    }
    if (node.overflow() == Overflow.QUEUE) {
      return Platform.FixedPool.QUEUEING;
    }
    return node.tier() == Tier.CLOUD ? Platform.Lambda.DEFAULT : Platform.OpenWhisk.DEFAULT;
  }

  /** The pool of a function on a node. */
  int pool(Function function, NodeId id) {
    Acquisition pair = new Acquisition(function.id(), id);
    Integer known = poolIndexes.get(pair);
    if (known != null) {
      return known;
    }
    if (pools.size() == Waiting.MOST_POOLS) {
      throw new IllegalArgumentException(
          "Functions are on nodes more than (" + Waiting.MOST_POOLS + ") times.");
    }
    int host = index(id);
    Node node = nodes.get(host);
    Pool pool =
        new Pool(pools.size(), pair, hosts.get(host).site(), shared.one(traits(function, node)));
    if (hosts.get(host) instanceof LambdaHost lambda) {
      pool.starts = lambda.starts();
    }
    hosts.get(host).site().pools.add(pool);
    poolIndexes.put(pair, pool.index);
    pools.add(pool);
    return pool.index;
  }

  private static Law start(Duration mean, double scv) {
    return scv == 0 || mean.isZero()
        ? Law.constant(mean)
        : Law.logNormal(mean.toNanos() / 1e9, scv);
  }

  private PoolTraits traits(Function function, Node node) {
    ServiceProfile profile =
        processor(node.nodeClass())
            .flatMap(function::profileOn)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The function ("
                            + function.id()
                            + ") has no service time on node ("
                            + node.id()
                            + ")."));
    StartUpPath path = function.startUpOn(node.nodeClass());
    double scv = scenario.nodes().coldStartScv();
    Sizing sizing = function.sizing();
    return new PoolTraits(
        RandomStream.key(scenario.run().seed(), 7),
        function.concurrency(),
        function.memory().bytes(),
        function.cpuWhileBusy().millicores(),
        START_MILLICORES,
        laws.computeIfAbsent(profile, Law::of),
        starts.computeIfAbsent(path.coldStart(), time -> start(time, scv)),
        path.unpause().toNanos(),
        download.of(function, node.id()).toNanos(),
        path.install().toNanos(),
        function.runtime(),
        node.functionInstances().getOrDefault(function.id(), Long.MAX_VALUE),
        sizing.kind() != Sizing.Kind.NONE,
        sizing.waitBudget().toNanos());
  }
}
