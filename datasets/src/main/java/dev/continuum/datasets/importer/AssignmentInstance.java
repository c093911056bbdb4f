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
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A generalised assignment instance as a placement problem: a node of its own class for each agent;
 * a function, an application and a group of one device for each job. A job's use of an agent is its
 * service time there in milliseconds, which at one request a second takes as many millicores.
 */
final class AssignmentInstance {

  private static final CallId CALL = new CallId("run");
  private static final Rate ONE_A_SECOND = Rate.perSecond(1);
  private static final long NANOS_PER_USE = 1_000_000;

  private final BigDecimal[][] costs;
  private final BigDecimal[][] uses;
  private final BigDecimal[] capacities;

  /**
   * An instance.
   *
   * @param costs by agent and job
   * @param uses by agent and job
   * @param capacities by agent
   */
  AssignmentInstance(BigDecimal[][] costs, BigDecimal[][] uses, BigDecimal[] capacities) {
    this.costs = costs;
    this.uses = uses;
    this.capacities = capacities;
  }

  PlacementProblem problem(String name) {
    int agents = capacities.length;
    int jobs = costs[0].length;
    DecimalScale cost = costScale();
    DecimalScale load = loadScale();
    ProblemBuilder problem =
        PlacementProblem.builder(name)
            .weights(ObjectiveWeights.NONE)
            .instanceUnit(new InstanceUnit("cost", cost.unitsPerScaled()));
    NodeId[] nodes = new NodeId[agents];
    NodeClassId[] classes = new NodeClassId[agents];
    for (int i = 0; i < agents; i++) {
      nodes[i] = new NodeId(InstanceIds.of("agent", i, agents));
      classes[i] = new NodeClassId(nodes[i].value());
      // A job that takes nothing of an agent still takes a nanocore, which must not push out
      // another.
      long idle = Arrays.stream(uses[i]).filter(use -> use.signum() == 0).count();
      double millicores = load.apply(capacities[i]) + idle * 1e-6;
      Capacity capacity =
          Capacity.of(Cpu.millicores(millicores), Memory.UNLIMITED).withUtilisationCap(1);
      problem
          .nodeClass(new NodeClass(classes[i], 1))
          .node(Node.of(nodes[i], Tier.EDGE, classes[i], capacity));
    }
    for (int j = 0; j < jobs; j++) {
      String job = InstanceIds.of("job", j, jobs);
      FunctionId function = new FunctionId(job);
      AppId app = new AppId(job);
      GroupId group = new GroupId(job);
      SortedMap<NodeClassId, ServiceProfile> profiles = new TreeMap<>();
      SortedMap<NodeId, Double> perHour = new TreeMap<>();
      for (int i = 0; i < agents; i++) {
        long nanos = Math.max(1, Math.round(load.apply(uses[i][j]) * NANOS_PER_USE));
        profiles.put(classes[i], ServiceProfile.gamma(Duration.ofNanos(nanos), 1));
        perHour.put(nodes[i], cost.apply(costs[i][j]));
      }
      problem
          .function(Function.of(function, Memory.ZERO, Duration.ZERO).withProfiles(profiles))
          .app(
              Application.single(app, Call.of(CALL, function))
                  .withAdmission(Admission.ALL)
                  .withPayloads(OptionalLong.empty(), OptionalLong.empty()))
          .group(ClientGroup.of(group, app, nodes[0].point(), 1, ONE_A_SECOND))
          .explicitCost(new ExplicitCost(group, CALL, perHour));
    }
    return problem.build();
  }

  private DecimalScale costScale() {
    BigDecimal most = BigDecimal.ZERO;
    for (int j = 0; j < costs[0].length; j++) {
      BigDecimal worst = BigDecimal.ZERO;
      for (BigDecimal[] row : costs) {
        worst = worst.max(row[j]);
      }
      most = most.add(worst);
    }
    return DecimalScale.of(flat(costs), most);
  }

  private DecimalScale loadScale() {
    List<BigDecimal> all = flat(uses);
    all.addAll(Arrays.asList(capacities));
    // A use of a day's milliseconds is the longest service time the model takes for sane.
    BigDecimal most = all.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
    return DecimalScale.of(all, most.multiply(BigDecimal.valueOf(24)));
  }

  private static List<BigDecimal> flat(BigDecimal[][] rows) {
    List<BigDecimal> all = new ArrayList<>();
    for (BigDecimal[] row : rows) {
      all.addAll(Arrays.asList(row));
    }
    return all;
  }
}
