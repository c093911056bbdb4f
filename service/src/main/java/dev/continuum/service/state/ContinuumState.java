package dev.continuum.service.state;

import dev.continuum.datasets.proto.ProblemProto.Problem;
import dev.continuum.model.PlacementProblem;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumProto.PinnedFunction;
import dev.continuum.service.proto.ContinuumProto.Plan;
import dev.continuum.service.proto.ContinuumProto.PlanState;
import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import dev.continuum.service.proto.ContinuumProto.Revisions;
import dev.continuum.service.proto.RecordProto.ContinuumSnapshot;
import dev.continuum.service.proto.RecordProto.PlanMoved;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.proto.RecordProto.Registered;
import dev.continuum.service.proto.RecordProto.Remembered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A continuum as its log tells, telemetry aside. Immutable: every record makes a new state, and
 * readers keep the one they have. A continuum that was never created, or was deleted, is absent.
 */
public final class ContinuumState {

  /** Before the first record. */
  public static final ContinuumState ABSENT = first(ContinuumSnapshot.getDefaultInstance(), false);

  private static final int REMEMBERED = 1000;
  private static final int KEPT_PLANS = 20;

  private final ContinuumSnapshot content;
  private final boolean present;
  private final DeclaredProblem declared;

  private ContinuumState(ContinuumSnapshot content, boolean present, DeclaredProblem declared) {
    this.content = content;
    this.present = present;
    this.declared = declared;
  }

  private static ContinuumState first(ContinuumSnapshot content, boolean present) {
    return new ContinuumState(
        content, present, DeclaredProblem.first(content.getProblem(), content.getPinsList()));
  }

  /** Everything but telemetry, as a snapshot holds it. */
  public ContinuumSnapshot content() {
    return content;
  }

  /** Whether there is such a continuum. */
  public boolean present() {
    return present;
  }

  /**
   * The declared problem with its pins.
   *
   * @throws RefusedException with all issues of an invalid one
   */
  public PlacementProblem declared() {
    return declared.get();
  }

  /** As a snapshot has it. */
  public static ContinuumState of(ContinuumSnapshot snapshot) {
    return first(
        snapshot.toBuilder()
            .clearSources()
            .clearBuckets()
            .clearReadings()
            .clearServices()
            .clearRequests()
            .clearMinutes()
            .clearShortMinutes()
            .clearLinks()
            .clearHistories()
            .build(),
        !snapshot.getDeleted());
  }

  /** The state after a record. */
  public ContinuumState after(Record entry) {
    ContinuumState next =
        switch (entry.getKindCase()) {
          case CREATED ->
              first(
                  ContinuumSnapshot.newBuilder()
                      .setProblem(entry.getCreated().getProblem())
                      .setPolicy(entry.getCreated().getPolicy())
                      .setRevisions(
                          content.getRevisions().toBuilder()
                              .setDeclared(content.getRevisions().getDeclared() + 1))
                      .build(),
                  true);
          case PATCHED -> patched(entry.getPatched().getPatchesList());
          case PINNED ->
              redeclared(b -> pinned(unpinned(b, entry.getPinned().getFunction()), entry));
          case UNPINNED -> redeclared(b -> unpinned(b, entry.getUnpinned()));
          case PAUSED -> changed(b -> b.setPaused(entry.getPaused()));
          case OBSERVED ->
              changed(
                  b -> {
                    b.getRevisionsBuilder().setObserved(b.getRevisions().getObserved() + 1);
                    return b;
                  });
          case PLANNED ->
              planned(entry.getPlanned().toBuilder().setPublishedMs(entry.getTimeMs()).build());
          case PLAN_MOVED -> moved(entry.getPlanMoved());
          case PLANNING_FAILED -> changed(b -> b.setPlanningFault(entry.getPlanningFailed()));
          case DELETED ->
              first(
                  ContinuumSnapshot.newBuilder()
                      .setRevisions(content.getRevisions())
                      .setDeleted(true)
                      .build(),
                  false);
          case REGISTERED -> changed(b -> registered(b, entry.getRegistered()));
          case UNREGISTERED ->
              changed(b -> unregistered(b, entry.getUnregistered().getLeaseHash()));
          case TENANT, KEY, KIND_NOT_SET ->
              throw new IllegalStateException(
                  "The log holds a record of kind "
                      + entry.getKindCase()
                      + ", which this release does not know.");
        };
    return entry.getIdempotencyKey().isEmpty() ? next : next.remembering(entry);
  }

  /**
   * The declared problem with its pins, which may be invalid.
   *
   * @throws RefusedException with what the schema holds against it
   */
  public PlacementProblem declaredAsIs() {
    return declared.unchecked();
  }

  /** What is declared. */
  public Problem problem() {
    return content.getProblem();
  }

  /** Its revisions. */
  public Revisions revisions() {
    return content.getRevisions();
  }

  /** How it is planned. */
  public PlannerPolicy policy() {
    return content.getPolicy();
  }

  /** The changes that its policy allows over time; empty for no limit. */
  public Optional<SpentBudget> changeBudget() {
    return SpentBudget.of(content);
  }

  /** What an earlier write with this key left. */
  public Optional<Remembered> remembered(String key) {
    return key.isEmpty()
        ? Optional.empty()
        : content.getRememberedList().stream()
            .filter(each -> each.getIdempotencyKey().equals(key))
            .findFirst();
  }

  /** The latest plan that can still run: not failed. */
  public Optional<Plan> latestPlan() {
    List<Plan> plans = content.getPlansList();
    for (int i = plans.size() - 1; i >= 0; i--) {
      if (plans.get(i).getState() != PlanState.PLAN_STATE_FAILED) {
        return Optional.of(plans.get(i));
      }
    }
    return Optional.empty();
  }

  /** The plan in force: the latest that was applied. */
  public Optional<Plan> appliedPlan() {
    List<Plan> plans = content.getPlansList();
    for (int i = plans.size() - 1; i >= 0; i--) {
      if (plans.get(i).getState() == PlanState.PLAN_STATE_APPLIED) {
        return Optional.of(plans.get(i));
      }
    }
    return Optional.empty();
  }

  /** A plan that is kept. */
  public Optional<Plan> plan(long revision) {
    return content.getPlansList().stream()
        .filter(plan -> plan.getRevision() == revision)
        .findFirst();
  }

  private ContinuumState changed(UnaryOperator<ContinuumSnapshot.Builder> change) {
    ContinuumSnapshot next = change.apply(content.toBuilder()).build();
    return new ContinuumState(next, present, declared.next(next.getProblem(), next.getPinsList()));
  }

  private static ContinuumSnapshot.Builder raised(ContinuumSnapshot.Builder content) {
    content.getRevisionsBuilder().setDeclared(content.getRevisions().getDeclared() + 1);
    return content;
  }

  private ContinuumState redeclared(UnaryOperator<ContinuumSnapshot.Builder> change) {
    return changed(b -> raised(change.apply(b)));
  }

  private ContinuumState patched(List<Patch> patches) {
    return redeclared(
        b -> {
          b.setProblem(Patches.applied(b.getProblem(), patches));
          patches.stream().filter(Patch::hasPolicy).forEach(each -> b.setPolicy(each.getPolicy()));
          return b;
        });
  }

  private static ContinuumSnapshot.Builder pinned(ContinuumSnapshot.Builder b, Record entry) {
    return b.addPins(entry.getPinned());
  }

  private static ContinuumSnapshot.Builder unpinned(ContinuumSnapshot.Builder b, String function) {
    List<PinnedFunction> left =
        b.getPinsList().stream().filter(pin -> !pin.getFunction().equals(function)).toList();
    return b.clearPins().addAllPins(left);
  }

  private static ContinuumSnapshot.Builder registered(ContinuumSnapshot.Builder b, Registered who) {
    List<Registered> others =
        b.getRegisteredList().stream()
            .filter(
                each ->
                    !each.getNode().equals(who.getNode())
                        || !each.getDevice().equals(who.getDevice()))
            .toList();
    return b.clearRegistered().addAllRegistered(others).addRegistered(who);
  }

  private static ContinuumSnapshot.Builder unregistered(
      ContinuumSnapshot.Builder b, com.google.protobuf.ByteString lease) {
    List<Registered> others =
        b.getRegisteredList().stream().filter(each -> !each.getLeaseHash().equals(lease)).toList();
    return b.clearRegistered().addAllRegistered(others);
  }

  private ContinuumState planned(Plan plan) {
    return changed(
        b -> {
          List<Plan> plans = new ArrayList<>();
          for (Plan each : b.getPlansList()) {
            boolean waiting =
                each.getState() == PlanState.PLAN_STATE_PROPOSED
                    || each.getState() == PlanState.PLAN_STATE_APPROVED;
            plans.add(
                waiting
                    ? each.toBuilder().setState(PlanState.PLAN_STATE_SUPERSEDED).build()
                    : each);
          }
          plans.add(plan);
          int most = policy().hasKeptPlans() ? Math.max(2, policy().getKeptPlans()) : KEPT_PLANS;
          long inForce = appliedPlan().map(Plan::getRevision).orElse(0L);
          while (plans.size() > most) {
            int oldest = plans.getFirst().getRevision() == inForce ? 1 : 0;
            plans.remove(oldest);
          }
          b.clearPlans().addAllPlans(plans).clearPlanningFault();
          b.getRevisionsBuilder().setPlan(plan.getRevision());
          SpentBudget.of(b)
              .ifPresent(budget -> budget.spend(plan.getChanges(), plan.getPublishedMs(), b));
          return b;
        });
  }

  private ContinuumState moved(PlanMoved moved) {
    return changed(
        b -> {
          for (int i = 0; i < b.getPlansCount(); i++) {
            Plan plan = b.getPlans(i);
            if (plan.getRevision() == moved.getRevision()) {
              Plan.Builder next =
                  plan.toBuilder().setState(moved.getState()).setFault(moved.getFault());
              if (moved.getInstancesCount() > 0) {
                next.clearInstances().addAllInstances(moved.getInstancesList());
              }
              b.setPlans(i, next);
            } else if (moved.getState() == PlanState.PLAN_STATE_APPLIED
                && plan.getState() == PlanState.PLAN_STATE_APPLIED) {
              b.setPlans(i, plan.toBuilder().setState(PlanState.PLAN_STATE_SUPERSEDED));
            }
          }
          return b;
        });
  }

  private ContinuumState remembering(Record entry) {
    return changed(
        b -> {
          b.addRemembered(
              Remembered.newBuilder()
                  .setIdempotencyKey(entry.getIdempotencyKey())
                  .setDeclaredRevision(b.getRevisions().getDeclared())
                  .setPlanRevision(b.getRevisions().getPlan()));
          if (b.getRememberedCount() > REMEMBERED) {
            b.removeRemembered(0);
          }
          return b;
        });
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ContinuumState that
        && present == that.present
        && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  @Override
  public String toString() {
    return "ContinuumState[present=" + present + ", revisions=" + content.getRevisions() + "]";
  }
}
