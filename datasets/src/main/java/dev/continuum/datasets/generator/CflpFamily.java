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
import dev.continuum.model.topology.Prices;
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
 * Facility location with capacities after Cornuéjols, Sridharan and Thizy: as many facilities as
 * customers, points uniform in the unit square, demand U[5, 35], capacity U[10, 160], opening cost
 * U[0, 90] + U[100, 110] × √capacity, capacities then scaled to ratio × total demand, transport 10
 * × distance × demand. Customers are divisible.
 *
 * <p>Transport is the network's cost, by distance to the millionth, so that no matrix is declared;
 * opening is the price of an active node. Warm memory has no cost here: what {@link Tightness} asks
 * of full models does not apply. Stateless; linear in the size.
 *
 * @see <a href="https://doi.org/10.1016/0377-2217(91)90261-S">G. Cornuéjols, R. Sridharan, J. M.
 *     Thizy, A comparison of heuristics and relaxations for the capacitated plant location problem,
 *     EJOR 50 (1991)</a>
 */
public final class CflpFamily {

  private static final int MOST = 1_000_000;
  private static final NodeClassId CLASS = new NodeClassId("facility");
  private static final FunctionId FUNCTION = new FunctionId("service");
  private static final AppId APP = new AppId("demand");

  private CflpFamily() {}

  /**
   * The problem of a seed.
   *
   * @param size facilities, and customers
   * @param ratio total capacity over total demand; 5, 10 and 20 are usual
   * @throws IllegalArgumentException if the size is not in 1..1,000,000 or the ratio below 1
   */
  public static PlacementProblem generate(int size, double ratio, long seed) {
    Numbered.require("facilities", size, 1, MOST);
    if (!(ratio >= 1 && ratio <= 1e6)) {
      throw new IllegalArgumentException("The ratio (" + ratio + ") must be from 1 to 1e6.");
    }
    Draws draws = new Draws(seed);
    Draws ofCustomers = draws.split();
    Draws ofFacilities = draws.split();
    // A side of the square takes a second, at a hundredth of a unit per ms: 10 a side.
    ProblemBuilder problem =
        UnitSquare.rule(
            PlacementProblem.builder("cflp-" + size + "-" + ratio + "-" + seed),
            0,
            1000,
            0.01,
            "cost");
    problem
        .nodeClass(new NodeClass(CLASS, 1))
        .function(Function.of(FUNCTION, Memory.ZERO, Duration.ofMillis(1)))
        .app(
            Application.single(APP, Call.of(new CallId("serve"), FUNCTION))
                .withAdmission(Admission.ALL)
                .withPayloads(OptionalLong.of(0), OptionalLong.empty()));
    double demands = 0;
    for (int j = 0; j < size; j++) {
      String name = Numbered.of("customer", j, size);
      PointId point = new PointId(name);
      double demand = Draws.rounded(ofCustomers.uniform(5, 35), 4);
      demands += demand;
      problem
          .accessPoint(new AccessPoint(point, Optional.of(UnitSquare.point(ofCustomers))))
          .group(
              ClientGroup.of(new GroupId(name), APP, point, 1, Rate.perSecond(demand)).divisible());
    }
    double[] capacities = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      capacities[i] = ofFacilities.uniform(10, 160);
      sum += capacities[i];
    }
    double scale = ratio * demands / sum;
    for (int i = 0; i < size; i++) {
      double opening =
          ofFacilities.uniform(0, 90)
              + ofFacilities.uniform(100, 110) * StrictMath.sqrt(capacities[i]);
      // Up, so that a ratio of 1 is feasible.
      Cpu cpu = Cpu.millicores(Math.ceil(capacities[i] * scale * 1e4) / 1e4);
      problem.node(
          Node.of(
                  new NodeId(Numbered.of("facility", i, size)),
                  Tier.EDGE,
                  CLASS,
                  Capacity.of(cpu, Memory.UNLIMITED).withUtilisationCap(1))
              .withPosition(UnitSquare.point(ofFacilities))
              .withPrices(Prices.activeOnly(Draws.rounded(opening, 4))));
    }
    return problem.build();
  }
}
