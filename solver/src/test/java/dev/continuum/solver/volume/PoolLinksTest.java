package dev.continuum.solver.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is kept of pools and hosts from one kick to the next is what a fresh look sees. */
class PoolLinksTest {

  @Test
  void sumsFollowThePartsThatMove() {
    CallPlan plan = PoolDealTest.placed(3);
    PoolLinks kept = new PoolLinks(plan);
    SplittableRandom random = new SplittableRandom(3);
    for (int t = 0; t < 200; t++) {
      moveAny(plan, random);
      PoolLinks fresh = new PoolLinks(plan);
      for (int n = 0; n < plan.problem.nodes().size; n++) {
        PoolLinks.OfNode known = kept.of(n);
        PoolLinks.OfNode now = fresh.of(n);
        assertThat(known.cpu()).isEqualTo(now.cpu());
        assertThat(known.function()).isEqualTo(now.function());
        assertThat(known.place()).isEqualTo(now.place());
        assertThat(known.other()).isEqualTo(now.other());
        assertThat(known.there()).isEqualTo(now.there());
        assertThat(known.back()).isEqualTo(now.back());
      }
    }
  }

  @Test
  void hostsFollowThePoolsThatOpenAndClose() {
    CallPlan plan = PoolDealTest.placed(5);
    FunctionHosts kept = new FunctionHosts(plan, 4);
    SplittableRandom random = new SplittableRandom(5);
    for (int t = 0; t < 200; t++) {
      moveAny(plan, random);
      kept.forget();
      FunctionHosts fresh = new FunctionHosts(plan, 4);
      for (int f = 0; f < plan.pairs.functions; f++) {
        for (int n : fresh.limited()) {
          assertThat(kept.nearNode(n, f)).isEqualTo(fresh.nearNode(n, f));
        }
        for (int part = 0; part < plan.size(); part += 10) {
          assertThat(kept.nearPoint(plan.row(part), f))
              .isEqualTo(fresh.nearPoint(plan.row(part), f));
        }
      }
    }
  }

  private static void moveAny(CallPlan plan, SplittableRandom random) {
    int part = random.nextInt(plan.size());
    int[] before = plan.nodesOf(part);
    if (before == null || before.length == 0) {
      return;
    }
    int[] after = before.clone();
    after[random.nextInt(after.length)] = random.nextInt(plan.problem.nodes().size);
    CallPlan.Stand stand = plan.stand(part);
    plan.lift(part);
    if (!plan.put(part, after)) {
      plan.putBack(part, stand);
    }
  }
}
