package dev.continuum.simulator.warm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.id.NodeId;
import dev.continuum.simulator.warm.forecast.Forecasters;
import dev.continuum.simulator.warm.policy.ExpectedCost;
import dev.continuum.simulator.warm.policy.WarmCost;
import dev.continuum.simulator.warm.policy.WarmPolicy;
import dev.continuum.simulator.warm.trace.Fleet;
import dev.continuum.simulator.warm.trace.Trace;
import dev.continuum.simulator.warm.trace.TracedFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a policy keeps before a minute does not depend on what comes from that minute on. */
class CausalityTest {

  private static final int CHANGED = 500;

  @Test
  void noPolicySeesTheFuture() throws IOException {
    Trace trace = Fixtures.some(Fixtures.azure(), place -> place % 20 == 0);
    Trace other =
        new Trace(
            trace.minutes(),
            trace.functions().stream()
                .map(each -> new TracedFunction(each.profile(), changed(each.calls())))
                .toList());
    for (WarmPolicy policy : policies(trace)) {
      WarmPlan plan = plan(trace, policy);
      WarmPlan changed = plan(other, policy);
      for (var schedule : plan.nodes().getFirst().schedules()) {
        for (int minute = 300; minute <= CHANGED; minute += 5) {
          assertThat(changed.instances(WarmPlan.ONLY_NODE, schedule.function(), minute))
              .as(policy.name() + " " + schedule.function() + " " + minute)
              .isEqualTo(schedule.instances(minute));
        }
      }
    }
  }

  @Test
  void aPlanCanBePutOnANamedNode() throws IOException {
    Trace trace = Fixtures.some(Fixtures.azure(), place -> place < 3);
    NodeId edge = new NodeId("edge-1");
    assertThat(plan(trace, policies(trace).getLast()).on(edge).nodes().getFirst().node())
        .isEqualTo(edge);
  }

  private static int[] changed(int[] calls) {
    int[] other = calls.clone();
    Arrays.fill(other, CHANGED, other.length, 3);
    return other;
  }

  private static List<WarmPolicy> policies(Trace trace) {
    List<WarmPolicy> policies = new ArrayList<>();
    PolicyFamily.baselines(trace.profiles())
        .forEach(family -> policies.add(family.settings().getLast()));
    Forecasters.all()
        .forEach(
            each -> policies.add(new ExpectedCost(each, WarmCost.FEMUX, Double.POSITIVE_INFINITY)));
    policies.add(new ExpectedCost(Forecasters.combination(), new WarmCost(200, 90), 2));
    return policies;
  }

  private static WarmPlan plan(Trace trace, WarmPolicy policy) {
    return new WarmSimulation(Fleet.of(trace), 300, minute -> {}).plan(policy).plan();
  }
}
