package dev.continuum.openwhisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Managed;
import dev.continuum.actuation.Observation;
import dev.continuum.actuation.Phase;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Step;
import dev.continuum.model.quantity.Memory;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {

  private static final Deployment OLD = Stubs.deployment("f", 3, 128);
  private static final Plan CHANGED = Stubs.plan("lab", Stubs.deployment("f", 3, 256));

  private static Observation warm() {
    return new Observation(
        List.of(
            new Managed(
                OLD.function(),
                OLD.node(),
                ActionName.of("lab", OLD),
                OLD.specHash(),
                "0.0.1",
                OLD.memory(),
                3,
                true,
                "")),
        Collections.emptySortedMap());
  }

  private static MemoryCheck check(int megabytes) {
    return new MemoryCheck(CHANGED, warm(), Memory.mebibytes((double) megabytes).bytes());
  }

  @Test
  void oldAndNewFitTogetherAndNothingIsEvicted() {
    MemoryCheck check = check(3 * 128 + 3 * 256);
    assertThat(check.evicted()).isEmpty();
    assertThat(check.refusal()).isEmpty();
  }

  @Test
  void whatIsEvictedIsNamedAndGoesFirst() {
    MemoryCheck check = check(1024);
    assertThat(check.refusal()).isEmpty();
    List<Step> steps = new Difference(CHANGED, warm(), check.evicted()).steps();
    Step first = steps.getFirst();
    assertThat(first.phase()).isEqualTo(Phase.MAKE_ROOM);
    assertThat(first.object()).isEqualTo(ActionName.of("lab", OLD));
    assertThat(first.arguments()).containsEntry("count", "0");
    assertThat(first.reason()).contains("3 warm instances are evicted");
    // Once it is released nothing is left to make room for.
    assertThat(steps).filteredOn(each -> each.phase() == Phase.MAKE_ROOM).hasSize(1);
  }

  @Test
  void aPlanThatNeverFitsIsRefusedWithTheNumbers() {
    assertThat(check(700).refusal().orElseThrow().message()).contains("768 MB").contains("700");
  }

  @Test
  void aPlanOfSeveralFunctionsShouldLeaveRoomForTwoInstancesOfTheLargest() {
    Plan plan = Stubs.plan("lab", Stubs.deployment("f", 3, 256), Stubs.deployment("g", 1, 128));
    long needed = 3 * 256 + 128;
    assertThat(advice(plan, needed + 511).orElseThrow())
        .contains("leave 511 of 1407 MB")
        .contains("512 MiB of memory headroom");
    assertThat(advice(plan, needed + 512)).isEmpty();
    assertThat(advice(CHANGED, 3 * 256)).isEmpty();
  }

  private static Optional<String> advice(Plan plan, long megabytes) {
    return new MemoryCheck(plan, warm(), Memory.mebibytes((double) megabytes).bytes()).advice();
  }
}
