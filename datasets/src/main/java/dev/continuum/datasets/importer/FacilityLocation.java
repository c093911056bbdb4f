package dev.continuum.datasets.importer;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.ExplicitCost;
import dev.continuum.model.placement.InstanceUnit;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
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
import dev.continuum.model.workload.Splitting;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Facility location with capacities, as a placement problem: one function, a node for each facility
 * with its opening cost as the price of being active and its capacity in millicores, a group of one
 * device for each customer. A unit of demand is a request per second that keeps a core busy for a
 * millisecond. Costs of serving are explicit.
 */
final class FacilityLocation {

  private static final NodeClassId CLASS = new NodeClassId("facility");
  private static final FunctionId FUNCTION = new FunctionId("service");
  private static final AppId APP = new AppId("demand");
  private static final CallId CALL = new CallId("serve");

  /** A request that keeps a core busy for this long takes one millicore at one request a second. */
  private static final Duration UNIT_OF_WORK = Duration.ofMillis(1);

  /** The least demand the model knows; it takes a nanocore. */
  private static final double LEAST_DEMAND = 1e-9;

  private final BigDecimal[] capacities;
  private final BigDecimal[] openingCosts;
  private final BigDecimal[] demands;
  private final BigDecimal[][] servingCosts;

  /**
   * An instance.
   *
   * @param capacities of each facility
   * @param openingCosts of each facility
   * @param demands of each customer
   * @param servingCosts of all of a customer's demand, by customer and facility
   */
  FacilityLocation(
      BigDecimal[] capacities,
      BigDecimal[] openingCosts,
      BigDecimal[] demands,
      BigDecimal[][] servingCosts) {
    this.capacities = capacities;
    this.openingCosts = openingCosts;
    this.demands = demands;
    this.servingCosts = servingCosts;
  }

  PlacementProblem problem(String name, Splitting splitting) {
    DecimalScale cost = costScale();
    DecimalScale load = loadScale();
    // A customer without demand still takes a nanocore, which must not push out another.
    long idle = Arrays.stream(demands).filter(demand -> demand.signum() == 0).count();
    ProblemBuilder problem =
        PlacementProblem.builder(name)
            .nodeClass(new NodeClass(CLASS, 1))
            .function(Function.of(FUNCTION, Memory.ZERO, UNIT_OF_WORK))
            .app(
                Application.single(APP, Call.of(CALL, FUNCTION))
                    .withAdmission(Admission.ALL)
                    .withPayloads(OptionalLong.empty(), OptionalLong.empty()))
            .weights(new ObjectiveWeights(0, 0, 0, 1))
            .instanceUnit(new InstanceUnit("cost", cost.unitsPerScaled()));
    for (int i = 0; i < capacities.length; i++) {
      double millicores = load.apply(capacities[i]) + idle * 1e-6;
      Capacity capacity =
          Capacity.of(Cpu.millicores(millicores), Memory.UNLIMITED).withUtilisationCap(1);
      problem.node(
          Node.of(facility(i), Tier.EDGE, CLASS, capacity)
              .withPrices(Prices.activeOnly(cost.apply(openingCosts[i]))));
    }
    for (int j = 0; j < demands.length; j++) {
      GroupId customer = new GroupId(InstanceIds.of("customer", j, demands.length));
      double demand = Math.max(LEAST_DEMAND, load.apply(demands[j]));
      ClientGroup group =
          ClientGroup.of(customer, APP, facility(0).point(), 1, Rate.perSecond(demand));
      problem
          .group(splitting == Splitting.DIVISIBLE ? group.divisible() : group)
          .explicitCost(new ExplicitCost(customer, CALL, perHour(servingCosts[j], cost)));
    }
    return problem.build();
  }

  private SortedMap<NodeId, Double> perHour(BigDecimal[] costs, DecimalScale scale) {
    SortedMap<NodeId, Double> perHour = new TreeMap<>();
    for (int i = 0; i < costs.length; i++) {
      perHour.put(facility(i), scale.apply(costs[i]));
    }
    return perHour;
  }

  private NodeId facility(int i) {
    return new NodeId(InstanceIds.of("facility", i, capacities.length));
  }

  private DecimalScale costScale() {
    List<BigDecimal> all = new ArrayList<>(Arrays.asList(openingCosts));
    BigDecimal most = sum(openingCosts);
    for (BigDecimal[] row : servingCosts) {
      all.addAll(Arrays.asList(row));
      most = most.add(Arrays.stream(row).reduce(BigDecimal.ZERO, BigDecimal::max));
    }
    return DecimalScale.of(all, most);
  }

  private DecimalScale loadScale() {
    List<BigDecimal> all = new ArrayList<>(Arrays.asList(capacities));
    all.addAll(Arrays.asList(demands));
    return DecimalScale.of(all, sum(capacities).max(sum(demands)));
  }

  private static BigDecimal sum(BigDecimal[] values) {
    return Arrays.stream(values).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
