package dev.continuum.service.replica;

import com.google.protobuf.ByteString;
import dev.continuum.model.PlacementProblem;
import dev.continuum.planner.ContinuousPlanner;
import dev.continuum.planner.DemandForecast;
import dev.continuum.planner.Loop;
import dev.continuum.planner.PlanProposal;
import dev.continuum.planner.PlanRequest;
import dev.continuum.planner.PlanSink;
import dev.continuum.planner.PlanTrigger;
import dev.continuum.service.proto.RecordProto.Bucket;
import dev.continuum.service.proto.RecordProto.Record;
import dev.continuum.service.proto.RecordProto.Registered;
import dev.continuum.service.state.ContinuumState;
import dev.continuum.service.state.EffectiveProblem;
import dev.continuum.service.state.Measured;
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

  /** Minutes that forecasters are shown before anything else is done, and at each beat. */
  private static final int MINUTES_AT_FIRST = 20_000;

  private static final int MINUTES_A_BEAT = 5_000;

  /** How often service times are added up to see whether they are others, ms. */
  private static final long SERVICES_EVERY_MS = 5_000;

  private final ContinuumMachine machine;
  private final Loop loop;
  private final Surroundings around;
  private final PlanApplication application;
  private final PlannedFor planned = new PlannedFor();
  private final Map<ByteString, Long> leases = new HashMap<>();
  private final Set<ByteString> expiring = new HashSet<>();
  private Optional<Loop.Timer> retry = Optional.empty();
  private Optional<ContinuousPlanner> planner = Optional.empty();
  private PlanTrigger trigger = PlanTrigger.CREATED;
  private OptionalLong moreChangesAt = OptionalLong.empty();
  private Forecasts forecasts = new Forecasts(DemandForecast.NONE, "", Map.of());
  private boolean servicesTold;
  private long nextServices;
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
    forecasts = new Forecasts(DemandForecast.NONE, "", Map.of());
    foretell();
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

  /** Forecasts by the policy and the start-up times declared, unless it does already. */
  private void foretell() {
    ContinuumState state = machine.state();
    String wanted = state.policy().getForecaster();
    Map<String, Integer> leads =
        wanted.isEmpty() || !state.present() ? Map.of() : StartUpLeads.of(state.declared());
    if (!forecasts.are(wanted, leads)) {
      forecasts = new Forecasts(around.forecast(), wanted, leads);
      forecasts.begin(machine.measured().demand());
      forecasts.catchUp(machine.measured().demand(), MINUTES_AT_FIRST);
    }
  }

  /** The log is not ours any more. */
  void end() {
    term++;
    application.end();
    planner.ifPresent(ContinuousPlanner::stop);
    planner = Optional.empty();
    retry.ifPresent(Loop.Timer::cancel);
  }

  /** Ends leases that were not renewed, and plans again where time or telemetry ask for it. */
  void beat() {
    long now = loop.nowMillis();
    leases.forEach(
        (lease, until) -> {
          if (until < now && expiring.add(lease)) {
            machine.submit(Commands.unregister(lease, true), Reply.ignored());
          }
        });
    forecasts.catchUp(machine.measured().demand(), MINUTES_A_BEAT);
    if (tells(now)) {
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

  /** Whether what telemetry tells without a record of its own is not what was planned for. */
  private boolean tells(long now) {
    ContinuumState state = machine.state();
    if (!state.present() || state.content().getPaused()) {
      return false;
    }
    if (planned.limitsDiffer(machine.measured(), significance(), now)) {
      return true;
    }
    if (!servicesTold || now < nextServices) {
      return false;
    }
    servicesTold = false;
    nextServices = now + SERVICES_EVERY_MS;
    return planned.servicesDiffer(state.declared(), machine.measured(), significance());
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
            machine.measured().demand());
        servicesTold |= entry.getObserved().getMinutesCount() > 0;
        if (planned.differs(
            entry.getObserved(), machine.measured(), forecasts::ratePerSecond, significance())) {
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
        Commands.publish(proposal, machine.fence(), loop.nowMillis(), planned.limits()),
        Reply.ignored());
  }

  @Override
  public void kept(PlanRequest request) {
    // The plan in force is the answer, and planning works again if it did not.
    retry.ifPresent(Loop.Timer::cancel);
    tell("");
  }

  /** Records what is wrong with planning, empty for nothing, if that is news. */
  private void tell(String fault) {
    machine.submit(
        state ->
            new Command.Decision<>(
                state.present() && !state.content().getPlanningFault().equals(fault)
                    ? List.of(Record.newBuilder().setPlanningFailed(fault))
                    : List.of(),
                after -> true),
        Reply.ignored());
  }

  @Override
  public void failed(PlanRequest request, String reason) {
    tell(reason);
    retry.ifPresent(Loop.Timer::cancel);
    long mine = term;
    retry =
        Optional.of(
            loop.schedule(
                around.timing().retryMillis(),
                () -> {
                  if (mine == term) {
                    planner.ifPresent(ContinuousPlanner::changed);
                  }
                }));
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
    Measured measured = machine.measured();
    planned.begin(state.declared(), measured, significance(), loop.nowMillis());
    servicesTold = false;
    PlacementProblem problem =
        EffectiveProblem.observed(
            state.declared(),
            new EffectiveProblem.Seen(
                measured, planned.limits(), planned.services(), forecasts::ratePerSecond),
            state.latestPlan());
    planned.is(problem, measured);
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

  private double significance() {
    return PolicyMapping.significance(machine.state().policy());
  }
}
