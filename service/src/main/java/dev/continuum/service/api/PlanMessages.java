package dev.continuum.service.api;

import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumServiceProto.WatchPlanResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What watchers are sent. A thousand who were all sent the same plan are all sent the same next, so
 * a difference is made once; the latest few are kept. Thread-safe.
 */
final class PlanMessages {

  private static final int KEPT = 8;

  private final Deque<Made> made = new ArrayDeque<>();

  private record Made(Optional<Plan> before, Plan after, WatchPlanResponse message) {

    /** Plans are immutable and handed around, not copied. */
    @SuppressWarnings("ReferenceEquality") // Messages and problems are handed around, not copied.
    boolean is(Optional<Plan> sent, Plan plan) {
      return after == plan && before.orElse(null) == sent.orElse(null);
    }
  }

  /** For one who was sent a plan, or none yet, and now is to have another. */
  synchronized WatchPlanResponse of(Optional<Plan> sent, Plan plan) {
    for (Made each : made) {
      if (each.is(sent, plan)) {
        return each.message();
      }
    }
    WatchPlanResponse.Builder message =
        WatchPlanResponse.newBuilder().setPlan(plan.toBuilder().clearPlacement());
    if (sent.isEmpty()) {
      message.setSnapshot(plan.getPlacement());
    } else if (sent.get().getRevision() != plan.getRevision()) {
      message.setDiff(PlanDiffs.between(sent.get(), plan));
    }
    made.addFirst(new Made(sent, plan, message.build()));
    if (made.size() > KEPT) {
      made.removeLast();
    }
    return made.getFirst().message();
  }
}
