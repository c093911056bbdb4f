package dev.continuum.simulator;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.Splitting;
import dev.continuum.simulator.client.Arrivals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Phones in a street, an edge one millisecond away and a cloud twenty: one function of constant 100
 * ms on the edge, 10 in the cloud and 300 on the phone, in queues without end.
 *
 * @param phones how many
 * @param perSecond requests of each
 * @param bytes of a request
 * @param edgeLink to the edge
 * @param radio of the phone
 * @param joules in its battery
 */
record Street(
    int phones, double perSecond, long bytes, Bandwidth edgeLink, Radio radio, double joules) {

  static final GroupId GROUP = new GroupId("phones");
  static final AppId APP = new AppId("app");
  static final NodeId EDGE = new NodeId("edge");
  static final NodeId CLOUD = new NodeId("cloud");
  static final PointId CORNER = new PointId("corner");
  private static final FunctionId FUNCTION = new FunctionId("function");
  private static final CallId CALL = new CallId("call");
  private static final DeviceClassId PHONE = new DeviceClassId("phone");

  static Street of(int phones, double perSecond) {
    return new Street(
        phones, perSecond, 0, Bandwidth.UNLIMITED, Radio.NONE, Double.POSITIVE_INFINITY);
  }

  Street with(Radio other, double battery) {
    return new Street(phones, perSecond, bytes, edgeLink, other, battery);
  }

  Street with(long payload, Bandwidth link) {
    return new Street(phones, perSecond, payload, link, radio, joules);
  }

  PlacementProblem problem() {
    ProblemBuilder problem = PlacementProblem.builder("street");
    TreeMap<NodeClassId, ServiceProfile> times = new TreeMap<>();
    for (var each : Map.of("edge", 100, "cloud", 10, "phone", 300).entrySet()) {
      NodeClassId id = new NodeClassId(each.getKey());
      problem.nodeClass(new NodeClass(id, 1));
      times.put(id, ServiceProfile.gamma(Duration.ofMillis(each.getValue()), 0));
    }
    return problem
        .deviceClass(
            DeviceClass.of(
                    PHONE,
                    new NodeClassId("phone"),
                    Capacity.of(Cpu.cores(1), Memory.mebibytes(1024)))
                .withEnergy(new PowerModel(1, 2), radio, joules))
        .node(node(EDGE, Tier.EDGE))
        .node(node(CLOUD, Tier.CLOUD))
        .accessPoint(new AccessPoint(CORNER, Optional.empty()))
        .link(
            Link.of(CORNER, EDGE.point(), Duration.ofMillis(1))
                .withBandwidth(edgeLink, edgeLink, 1))
        .link(Link.of(CORNER, CLOUD.point(), Duration.ofMillis(20)))
        .function(
            Function.of(FUNCTION, Memory.mebibytes(256), Duration.ofMillis(100))
                .withProfiles(times))
        .app(
            Application.single(APP, Call.of(CALL, FUNCTION))
                .withPayloads(OptionalLong.of(bytes), OptionalLong.of(0)))
        .group(
            new ClientGroup(
                GROUP,
                APP,
                Optional.of(PHONE),
                CORNER,
                phones,
                Splitting.WHOLE,
                Rate.perSecond(perSecond),
                1,
                AccessLink.NONE,
                Optional.empty()))
        .build();
  }

  private static Node node(NodeId id, Tier tier) {
    return Node.of(id, tier, new NodeClassId(id.value()), Capacity.UNLIMITED)
        .withOverflow(Overflow.QUEUE);
  }

  Placement on(Place place, int warm) {
    return Placement.of(
        List.of(
            new RouteAssignment(GROUP, phones, List.of(new CallPlacement(CALL, FUNCTION, place)))),
        place instanceof Place.OnNode(var node)
            ? List.of(new WarmInstances(FUNCTION, node, warm))
            : List.of());
  }

  /** So long, from the first moment on. */
  static Scenario through(Duration time) {
    return Scenario.DEFAULT.with(
        new Scenario.Run(time, Duration.ZERO, 1, 20, Duration.ofDays(365)));
  }

  /** Each phone waits for its answer, thinks so long on average, and sends again. */
  static Scenario oneAfterAnother(double thinkSeconds, long requests) {
    return through(Duration.ofDays(30))
        .withArrivals(Map.of(GROUP, new Arrivals.Closed(thinkSeconds, requests)));
  }
}
