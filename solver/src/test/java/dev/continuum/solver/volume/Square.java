package dev.continuum.solver.volume;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.DistanceRule;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Many demands in the unit square, on nodes with CPU. */
public final class Square {

  private static final FunctionId SERVICE = new FunctionId("service");
  private static final AppId APP = new AppId("demand");
  private static final NodeClassId CLASS = new NodeClassId("node");

  private Square() {}

  /** Demands of 1 to 9 millicores in the unit square, on nodes that 70 % of would do. */
  public static PlacementProblem of(int demands, int nodes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ProblemBuilder problem =
        PlacementProblem.builder("square-" + seed)
            .distanceRule(new DistanceRule(5, 1e6, 0, Bandwidth.UNLIMITED, Position.Geometry.PLANE))
            .weights(new ObjectiveWeights(1 / 3600.0, 0, 0, 1))
            .nodeClass(new NodeClass(CLASS, 1))
            .function(Function.of(SERVICE, Memory.ZERO, Duration.ofMillis(1)))
            .app(
                Application.single(APP, Call.of(new CallId("serve"), SERVICE))
                    .withAdmission(Admission.ALL)
                    .withPayloads(OptionalLong.of(0), OptionalLong.empty()));
    double total = 0;
    for (int d = 0; d < demands; d++) {
      PointId point = new PointId("at-" + d);
      int size = random.nextInt(1, 10);
      total += size;
      problem
          .accessPoint(new AccessPoint(point, Optional.of(position(random))))
          .group(ClientGroup.of(new GroupId("demand-" + d), APP, point, 1, Rate.perSecond(size)));
    }
    for (int n = 0; n < nodes; n++) {
      double cpu = Math.ceil(total / nodes / 0.7 * random.nextDouble(0.7, 1.3));
      problem.node(
          Node.of(
                  new NodeId("node-" + n),
                  Tier.EDGE,
                  CLASS,
                  Capacity.of(Cpu.millicores(cpu), Memory.UNLIMITED).withUtilisationCap(1))
              .withPosition(position(random)));
    }
    return problem.build();
  }

  private static Position position(SplittableRandom random) {
    return new Position(random.nextDouble(), random.nextDouble());
  }
}
