package dev.continuum.service.replica;

import com.google.protobuf.ByteString;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.planner.ContinuousPlanner;
import dev.continuum.planner.DemandForecast;
import dev.continuum.planner.Loop;
import dev.continuum.planner.PlanProposal;
import dev.continuum.planner.PlanRequest;
import dev.continuum.planner.PlanSink;
import dev.continuum.planner.PlanTrigger;
import dev.continuum.service.proto.ContinuumProto.ObservedLimit;
import dev.continuum.service.proto.RecordProto.Bucket;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.proto.RecordProto.Registered;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.EffectiveProblem;
import dev.continuum.service.state.ObservedLimits;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a machine does while it leads: plans when something significant changed, publishes, applies,
 * and ends leases of domains and devices that are not renewed. Everything it decides goes through
 * the log. Confined to its machine.
 */
final class Leadership implements PlanSink {

  private final ContinuumMachine machine;
  private final Loop loop;
  private final Surroundings around;
  private final PlanApplication application;
  private final Map<String, Double> plannedRates = new HashMap<>();
  private List<ObservedLimit> plannedLimits = List.of();
  private final Map<ByteString, Long> leases = new HashMap<>();
  private final Set<ByteString> expiring = new HashSet<>();
  private Optional<ContinuousPlanner> planner = Optional.empty();
  private PlanTrigger trigger = PlanTrigger.CREATED;
  private OptionalLong moreChangesAt = OptionalLong.empty();
  private Forecasts forecasts = new Forecasts(DemandForecast.NONE, "");
  private String forecaster = "";
  private long term;

  Leadership(ContinuumMachine machine, Loop loop, Surroundings around) {
    this.machine = machine;
    this.loop = loop;
    this.around = around;
    this.application =
        new PlanApplication(machine, loop, around, () -> changed(PlanTrigger.DECLARED));
  }

  /** The log is ours. */
  void begin() {
    term++;
    application.begin();
    planner =
        Optional.of(
            new ContinuousPlanner(
                loop,
                around.solver(),
                this,
                this::latest,
                PolicyMapping.policy(machine.state().policy())));
    forecaster = machine.state().policy().getForecaster();
    forecasts = new Forecasts(around.forecast(), forecaster);
    leases.clear();
    expiring.clear();
    machine.state().content().getRegisteredList().forEach(this::renew);
    awaitChanges();
    if (machine.state().present()) {
      application.advance();
      changed(
          machine.state().latestPlan().isPresent() ? PlanTrigger.DECLARED : PlanTrigger.CREATED);
    }
  }

  /** Begins to forecast by the policy, unless it does already. */
  private void foretell() {
    String wanted = machine.state().policy().getForecaster();
    if (!wanted.equals(forecaster)) {
      forecaster = wanted;
      forecasts = new Forecasts(around.forecast(), wanted);
    }
  }

  /** The log is not ours any more. */
  void end() {
    term++;
    application.end();
    planner.ifPresent(ContinuousPlanner::stop);
    planner = Optional.empty();
  }

  /** Ends leases that were not renewed, and plans again where limits came or went. */
  void beat() {
    long now = loop.nowMillis();
    leases.forEach(
        (lease, until) -> {
          if (until < now && expiring.add(lease)) {
            machine.submit(Commands.unregister(lease, true), Reply.ignored());
          }
        });
    if (limited()) {
      changed(PlanTrigger.OBSERVED);
    }
    if (moreChangesAt.isPresent() && moreChangesAt.getAsLong() <= now) {
      awaitChanges();
      if (!machine.state().content().getPaused()) {
        changed(PlanTrigger.ALLOWED);
      }
    }
  }

  /** What was spent of the change budget may have held or trimmed a plan: it comes back. */
  private void awaitChanges() {
    moreChangesAt =
        machine
            .state()
            .changeBudget()
            .map(budget -> budget.moreAtMs(loop.nowMillis()))
            .orElse(OptionalLong.empty());
  }

  /** Whether lost calls, or time, set other limits than were planned under. */
  private boolean limited() {
    ContinuumState state = machine.state();
    return state.present()
        && !state.content().getPaused()
        && ObservedLimits.differ(
            machine.measured().limits(loop.nowMillis()),
            plannedLimits,
            PolicyMapping.significance(state.policy()));
  }

  /** Renews a lease; how long it holds, ms, or nothing if there is none. */
  Optional<Long> renew(ByteString lease) {
    Optional<Registered> who =
        machine.state().content().getRegisteredList().stream()
            .filter(each -> each.getLeaseHash().equals(lease))
            .findFirst();
    who.ifPresent(this::renew);
    return who.map(Registered::getTtlMs);
  }

  /** A record is durable. */
  void applied(Record entry) {
    switch (entry.getKindCase()) {
      case CREATED -> {
        foretell();
        changed(PlanTrigger.CREATED);
      }
      case PATCHED, PINNED, UNPINNED -> {
        planner.ifPresent(each -> each.follow(PolicyMapping.policy(machine.state().policy())));
        foretell();
        awaitChanges();
        changed(PlanTrigger.DECLARED);
      }
      case PAUSED -> {
        if (!entry.getPaused()) {
          changed(PlanTrigger.RESUMED);
        }
      }
      case OBSERVED -> {
        forecasts.observed(
            entry.getObserved().getBucketsList().stream().map(Bucket::getGroup).distinct().toList(),
            machine.measured());
        if (significant(entry)) {
          changed(PlanTrigger.OBSERVED);
        }
      }
      case PLANNED -> {
        awaitChanges();
        application.advance();
      }
      case PLAN_MOVED -> application.advance();
      case REGISTERED -> renew(entry.getRegistered());
      case UNREGISTERED -> {
        leases.remove(entry.getUnregistered().getLeaseHash());
        expiring.remove(entry.getUnregistered().getLeaseHash());
      }
      default -> {}
    }
  }

  @Override
  public void publish(PlanProposal proposal) {
    machine.submit(
        Commands.publish(proposal, machine.fence(), loop.nowMillis(), plannedLimits),
        Reply.ignored());
  }

  @Override
  public void kept(PlanRequest request) {
    // The plan in force is the answer: nothing to tell.
  }

  @Override
  public void failed(PlanRequest request, String reason) {
    machine.submit(
        state ->
            new Command.Decision<>(
                state.present() && !state.content().getPlanningFault().equals(reason)
                    ? List.of(Record.newBuilder().setPlanningFailed(reason))
                    : List.of(),
                after -> true),
        Reply.ignored());
    long mine = term;
    var unused =
        loop.schedule(
            around.timing().retryMillis(),
            () -> {
              if (mine == term) {
                planner.ifPresent(ContinuousPlanner::changed);
              }
            });
  }

  private void renew(Registered who) {
    leases.put(who.getLeaseHash(), loop.nowMillis() + who.getTtlMs());
  }

  private void changed(PlanTrigger why) {
    trigger = why;
    planner.ifPresent(ContinuousPlanner::changed);
  }

  private Optional<PlanRequest> latest() {
    ContinuumState state = machine.state();
    if (!state.present() || state.content().getPaused()) {
      return Optional.empty();
    }
    plannedLimits = machine.measured().limits(loop.nowMillis());
    PlacementProblem problem =
        EffectiveProblem.observed(
            state.declared(),
            machine.measured(),
            plannedLimits,
            forecasts::ratePerSecond,
            state.latestPlan());
    plannedRates.clear();
    for (ClientGroup group : problem.groups()) {
      plannedRates.put(group.id().value(), group.rate().perSecond() * group.devices());
    }
    return Optional.of(
        new PlanRequest(
            problem,
            trigger,
            state.revisions().getDeclared(),
            state.revisions().getObserved(),
            state
                .changeBudget()
                .map(budget -> OptionalDouble.of(budget.left(loop.nowMillis())))
                .orElse(OptionalDouble.empty())));
  }

  /** Whether demand moved so far from what was planned for that the plan may be another. */
  private boolean significant(Record entry) {
    double share = PolicyMapping.significance(machine.state().policy());
    boolean demand =
        entry.getObserved().getBucketsList().stream()
            .map(bucket -> bucket.getGroup())
            .distinct()
            .anyMatch(
                group -> {
                  double now =
                      Math.max(
                          machine.measured().ratePerSecond(group).orElse(0),
                          forecasts.ratePerSecond(group).orElse(0));
                  double planned = plannedRates.getOrDefault(group, 0.0);
                  return Math.abs(now - planned) > share * Math.max(planned, 1e-9);
                });
    return demand || entry.getObserved().getReadingsCount() > 0;
  }
}
