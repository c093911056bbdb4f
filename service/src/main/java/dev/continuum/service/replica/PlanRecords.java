package dev.continuum.service.replica;

import dev.continuum.datasets.wire.PlacementWire;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.planner.PlanProposal;
import dev.continuum.service.proto.ContinuumProto.InstanceCount;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlanState;
import dev.continuum.service.proto.ContinuumProto.PlanTrigger;
import dev.continuum.service.state.ContinuumState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans as the log holds them. */
final class PlanRecords {

  private PlanRecords() {}

  /** What the log says of a proposal. */
  static Plan.Builder plan(PlanProposal proposal, ContinuumState state, long fence) {
    var result = proposal.result();
    var score = result.evaluation().score();
    Plan.Builder plan =
        Plan.newBuilder()
            .setRevision(state.revisions().getPlan() + 1)
            .setState(
                state.policy().getManualApproval()
                    ? PlanState.PLAN_STATE_PROPOSED
                    : PlanState.PLAN_STATE_APPROVED)
            .setDeclaredRevision(proposal.request().declaredRevision())
            .setObservedRevision(proposal.request().observedRevision())
            .setTrigger(PlanTrigger.valueOf("PLAN_TRIGGER_" + proposal.request().trigger()))
            .setSavingMicros(proposal.savingMicros())
            .setChangeMicros(result.evaluation().reconfiguration().costMicros())
            .setPlacement(PlacementWire.wire(result.placement(), proposal.request().problem()))
            .setScore(
                dev.continuum.service.proto.EvaluationProto.Score.newBuilder()
                    .setBrokenPpm(score.brokenPpm())
                    .setUnservedMicros(score.unservedMicros())
                    .setLateMicros(score.lateMicros())
                    .setCostMicros(score.costMicros()))
            .setFence(fence);
    if (Double.isFinite(result.gap())) {
      plan.setGap(result.gap());
    }
    return plan.addAllInstances(instances(result.placement(), state));
  }

  /** What is wanted now, beside what the plan in force has. */
  private static List<InstanceCount> instances(Placement wanted, ContinuumState state) {
    Map<String, InstanceCount.Builder> counts = new LinkedHashMap<>();
    for (WarmInstances warm : wanted.warm()) {
      counts.put(
          pair(warm),
          InstanceCount.newBuilder()
              .setFunction(warm.function().value())
              .setNode(warm.node().value())
              .setDesired(warm.instances()));
    }
    for (InstanceCount seen : state.appliedPlan().map(Plan::getInstancesList).orElse(List.of())) {
      if (seen.getObserved() > 0) {
        counts
            .computeIfAbsent(pair(seen), pair -> seen.toBuilder().clearDesired())
            .setObserved(seen.getObserved());
      }
    }
    return counts.values().stream().map(InstanceCount.Builder::build).toList();
  }

  private static String pair(WarmInstances warm) {
    return warm.function() + "\n" + warm.node();
  }

  private static String pair(InstanceCount count) {
    return count.getFunction() + "\n" + count.getNode();
  }

  /** What a plan wants, beside what was seen. */
  static List<InstanceCount> counts(Plan plan, List<WarmInstances> observed) {
    Map<String, Long> seen = new HashMap<>();
    observed.forEach(each -> seen.put(pair(each), each.instances()));
    return plan.getInstancesList().stream()
        .map(each -> each.toBuilder().setObserved(seen.getOrDefault(pair(each), 0L)).build())
        .filter(each -> each.getDesired() > 0 || each.getObserved() > 0)
        .toList();
  }
}
