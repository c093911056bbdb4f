package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.continuum.solver.BoundKind;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.compiled.CompiledProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Many demands on nodes with CPU: what is left out is dear, what is proven is true. */
class AssignmentSearchTest {

  private static final FunctionId SERVICE = new FunctionId("service");
  private static final AppId APP = new AppId("demand");
  private static final NodeClassId CLASS = new NodeClassId("node");

  /** Demands of 1 to 9 millicores in the unit square, on nodes that 70 % of would do. */
  private static PlacementProblem square(int demands, int nodes, long seed) {
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

  private static Demands demands(int count, int nodes, long seed) {
    return Demands.of(CompiledProblem.of(square(count, nodes, seed))).orElseThrow();
  }

  /** The dual function by definition: every option of every group. */
  private static double dual(Demands demands, double[] price) {
    double sum = 0;
    for (int g = 0; g < demands.size; g++) {
      double least = Double.POSITIVE_INFINITY;
      for (int o = 0; o < demands.shape(g).node().length; o++) {
        least =
            Math.min(least, demands.micros(g, o) + price[demands.node(g, o)] * demands.use(g, o));
      }
      sum += least;
    }
    for (int n = 0; n < demands.nodes; n++) {
      sum -= price[n] * demands.capacity[n];
    }
    return sum;
  }

  @Test
  void nothingLeftOutIsCheaperThanSaid() {
    for (long seed = 0; seed < 5; seed++) {
      Demands demands = demands(200, 40, seed);
      SplittableRandom random = new SplittableRandom(seed);
      double[] price = random.doubles(demands.nodes, 0, 200).toArray();
      Candidates candidates = new Candidates(demands.size, 6);
      CandidateFinder finder = new CandidateFinder(demands, 6);
      for (int g = 0; g < demands.size; g++) {
        finder.find(g, price, 0, candidates);
        for (int o = 0; o < demands.nodes; o++) {
          boolean kept = false;
          for (int i = g * 6; i < g * 6 + candidates.count[g]; i++) {
            kept |= candidates.option[i] == o;
          }
          double reduced = demands.micros(g, o) + price[demands.node(g, o)] * demands.use(g, o);
          assertThat(kept || reduced >= candidates.others[g])
              .as("group %d option %d", g, o)
              .isTrue();
        }
        assertThat(candidates.count[g]).isEqualTo((short) 6);
      }
    }
  }

  @Test
  void theBoundFollowsFromThePricesAlone() {
    for (long seed = 0; seed < 5; seed++) {
      Demands demands = demands(300, 20, seed);
      try (Chunks chunks = new Chunks(demands.size, 2)) {
        CapacityPrices prices =
            new CapacityPrices(demands, chunks, new Candidates(demands.size, 5));
        prices.refresh();
        double target = Double.NaN;
        for (int i = 0; i < 40; i++) {
          double value = prices.step(Double.isNaN(target) ? Double.MAX_VALUE : target);
          target = Double.isNaN(target) ? 1.05 * value : target;
        }
        double afresh = dual(demands, prices.best);
        assertThat(prices.bestValue()).isLessThanOrEqualTo(afresh);
        prices.refresh();
        // Candidates found at the very prices prove all but what rounding takes.
        assertThat(prices.evaluate()).isGreaterThan(afresh * (1 - 1e-5));
      }
    }
  }

  @Test
  void manyDemandsAreServedNearTheBoundAndTheOracleAgrees() {
    PlacementProblem problem = square(2_500, 40, 1);
    SolveResult result = new PlacementSolver().solve(problem, SolveOptions.DEFAULT.withSteps(120));
    assertThat(result).isInstanceOf(SolveResult.Placed.class);
    if (result instanceof SolveResult.Placed placed) {
      assertThat(placed.bound().kind()).isEqualTo(BoundKind.DUAL);
      assertThat(placed.gap()).isBetween(0.0, 0.01);
    }
  }
}
