package dev.continuum.datasets.generator;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Many single-source demands on nodes with CPU: points uniform in the unit square, size U{1..20},
 * node capacity an equal share of total size / 0.6, ± 30 %, cost 1000 × distance × size, every pair
 * allowed.
 *
 * <p>A demand is a group of one device whose rate is its size; a unit of size takes a millicore.
 * The cost is the network's, by distance to the millionth, so that no matrix is declared. One term
 * only: what {@link Tightness} asks of full models does not apply. Stateless; linear in demands and
 * nodes.
 */
public final class DemandsFamily {

  private static final int MOST_DEMANDS = 5_000_000;
  private static final int MOST_NODES = 100_000;
  private static final double CAPACITY_USED = 0.6;
  private static final int LARGEST_SIZE = 20;
  private static final NodeClassId CLASS = new NodeClassId("node");
  private static final FunctionId FUNCTION = new FunctionId("service");
  private static final AppId APP = new AppId("demand");

  private DemandsFamily() {}

  /**
   * The problem of a seed.
   *
   * @throws IllegalArgumentException if a number is below 1, or above 5,000,000 demands or 100,000
   *     nodes
   */
  public static PlacementProblem generate(int demands, int nodes, long seed) {
    Numbered.require("demands", demands, 1, MOST_DEMANDS);
    Numbered.require("nodes", nodes, 1, MOST_NODES);
    Draws draws = new Draws(seed);
    Draws ofDemands = draws.split();
    Draws ofNodes = draws.split();
    // A side of the square takes a second, so that a microsecond of delay is a millionth of it.
    ProblemBuilder problem =
        UnitSquare.rule(
            PlacementProblem.builder("demands-" + demands + "x" + nodes + "-" + seed),
            0,
            1000,
            1,
            "cost");
    problem
        .nodeClass(new NodeClass(CLASS, 1))
        .function(Function.of(FUNCTION, Memory.ZERO, Duration.ofMillis(1)))
        .app(
            Application.single(APP, Call.of(new CallId("serve"), FUNCTION))
                .withAdmission(Admission.ALL)
                .withPayloads(OptionalLong.of(0), OptionalLong.empty()));
    Rate[] rates = new Rate[LARGEST_SIZE + 1];
    for (int size = 1; size <= LARGEST_SIZE; size++) {
      rates[size] = Rate.perSecond(size);
    }
    long total = 0;
    for (int d = 0; d < demands; d++) {
      String name = Numbered.of("demand", d, demands);
      PointId point = new PointId(name);
      int size = ofDemands.whole(1, LARGEST_SIZE);
      total += size;
      problem
          .accessPoint(new AccessPoint(point, Optional.of(UnitSquare.point(ofDemands))))
          .group(ClientGroup.of(new GroupId(name), APP, point, 1, rates[size]));
    }
    double share = total / CAPACITY_USED / nodes;
    for (int n = 0; n < nodes; n++) {
      // At least the largest demand, so that no node is useless in a small instance.
      double capacity = Math.max(LARGEST_SIZE, Math.rint(share * ofNodes.uniform(0.7, 1.3)));
      problem.node(
          Node.of(
                  new NodeId(Numbered.of("node", n, nodes)),
                  Tier.EDGE,
                  CLASS,
                  Capacity.of(Cpu.millicores(capacity), Memory.UNLIMITED).withUtilisationCap(1))
              .withPosition(UnitSquare.point(ofNodes)));
    }
    return problem.build();
  }
}
