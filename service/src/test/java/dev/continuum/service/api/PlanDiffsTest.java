package dev.continuum.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.datasets.proto.PlacementProto.Acquisition;
import dev.continuum.datasets.proto.PlacementProto.CallPlacement;
import dev.continuum.datasets.proto.PlacementProto.Placement;
import dev.continuum.datasets.proto.PlacementProto.Route;
import dev.continuum.datasets.proto.PlacementProto.WarmInstances;
import dev.continuum.service.proto.ContinuumProto.InstanceCount;
import dev.continuum.service.proto.ContinuumProto.Plan;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlanDiffsTest {

  @Test
  void aChangeAppliedToWhatWasGivesWhatIs() {
    for (int seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Plan before = plan(1, random);
      Plan after = plan(2, random);
      Placement rebuilt =
          PlanDiffs.applied(before.getPlacement(), PlanDiffs.between(before, after));

      assertThat(rebuilt.getRoutesList())
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(after.getPlacement().getRoutesList());
      assertThat(rebuilt.getWarmList())
          .containsExactlyInAnyOrderElementsOf(after.getPlacement().getWarmList());
      assertThat(rebuilt.getAcquiredList())
          .containsExactlyInAnyOrderElementsOf(after.getPlacement().getAcquiredList());
    }
  }

  @Test
  void nothingChangedIsNothingSent() {
    Plan plan = plan(1, new SplittableRandom(3));
    var diff = PlanDiffs.between(plan, plan);
    assertThat(diff.getGroupsList()).isEmpty();
    assertThat(diff.getWarmList()).isEmpty();
    assertThat(diff.getAcquiredList()).isEmpty();
    assertThat(diff.getReleasedList()).isEmpty();
  }

  @Test
  void countsThatChangedAppliedToThoseBeforeGiveThoseAfter() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Plan before = counted(random);
      Plan after = counted(random);
      List<InstanceCount> changed = PlanDiffs.instances(before, after);

      assertThat(PlanDiffs.applied(before.getInstancesList(), changed))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(after.getInstancesList());
      assertThat(PlanDiffs.instances(after, after)).isEmpty();
    }
  }

  private static Plan counted(SplittableRandom random) {
    Plan.Builder plan = Plan.newBuilder();
    for (int node = 0; node < 6; node++) {
      if (random.nextBoolean()) {
        plan.addInstances(
            InstanceCount.newBuilder()
                .setFunction("f")
                .setNode("n" + node)
                .setDesired(1 + random.nextInt(3))
                .setObserved(random.nextInt(3)));
      }
    }
    return plan.build();
  }

  private static Plan plan(long revision, SplittableRandom random) {
    Placement.Builder placement = Placement.newBuilder();
    for (int group = 0; group < 5; group++) {
      for (int node = 0; node < 3; node++) {
        if (random.nextInt(3) == 0) {
          placement.addRoutes(
              Route.newBuilder()
                  .setGroup("g" + group)
                  .setDevices(1 + random.nextInt(3))
                  .addCalls(CallPlacement.newBuilder().setCall("c").setNode("n" + node)));
        }
      }
    }
    for (int function = 0; function < 3; function++) {
      for (int node = 0; node < 3; node++) {
        if (random.nextBoolean()) {
          placement.addWarm(
              WarmInstances.newBuilder()
                  .setFunction("f" + function)
                  .setNode("n" + node)
                  .setInstances(1 + random.nextInt(2)));
        }
        if (random.nextBoolean()) {
          placement.addAcquired(
              Acquisition.newBuilder().setFunction("f" + function).setNode("n" + node));
        }
      }
    }
    return Plan.newBuilder().setRevision(revision).setPlacement(placement).build();
  }
}
