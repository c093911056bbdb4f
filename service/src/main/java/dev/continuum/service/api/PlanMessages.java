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

  /**
   * How far a watcher is.
   *
   * @param plan that it has; empty for none
   * @param here whether it was sent by this stream: else its state may be an earlier one
   */
  record Sent(Optional<Plan> plan, boolean here) {}

  private record Made(Sent before, Plan after, WatchPlanResponse message) {

    /** Plans are immutable and handed around, not copied. */
    @SuppressWarnings("ReferenceEquality") // Messages and problems are handed around, not copied.
    boolean is(Sent sent, Plan to) {
      return after == to
          && before.here() == sent.here()
          && before.plan().orElse(null) == sent.plan().orElse(null);
    }
  }

  /** For one who is to have another plan. */
  synchronized WatchPlanResponse of(Sent sent, Plan plan) {
    for (Made each : made) {
      if (each.is(sent, plan)) {
        return each.message();
      }
    }
    made.addFirst(new Made(sent, plan, message(sent, plan)));
    if (made.size() > KEPT) {
      made.removeLast();
    }
    return made.getFirst().message();
  }

  private static WatchPlanResponse message(Sent sent, Plan plan) {
    Plan.Builder told = plan.toBuilder().clearPlacement();
    WatchPlanResponse.Builder message = WatchPlanResponse.newBuilder();
    if (sent.plan().isEmpty()) {
      return message.setPlan(told).setSnapshot(plan.getPlacement()).build();
    }
    Plan before = sent.plan().get();
    if (sent.here()) {
      told.clearInstances().addAllInstances(PlanDiffs.instances(before, plan));
    }
    if (before.getRevision() != plan.getRevision()) {
      message.setDiff(PlanDiffs.between(before, plan));
    }
    return message.setPlan(told).build();
  }
}
