package dev.continuum.cli;

import dev.continuum.service.proto.ContinuumProto.PlannerPolicy;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a continuum is planned, as options. */
final class PolicyOptions {

  @Option(
      names = "--manual-approval",
      description = "An operator approves each plan; else every plan is approved.")
  private boolean manualApproval;

  @Option(
      names = "--time",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "Most time for a plan.")
  private Optional<Duration> time = Optional.empty();

  @Option(
      names = "--debounce",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "How long to gather changes before planning.")
  private Optional<Duration> debounce = Optional.empty();

  @Option(
      names = "--least-saving",
      paramLabel = "SHARE",
      converter = Shares.class,
      description = "A plan that saves less than this of the cost is not worth a change.")
  private Optional<Double> leastSaving = Optional.empty();

  @Option(
      names = "--change-budget",
      paramLabel = "N",
      description =
          "Most changes by plans in any window: artifacts acquired, instances started, devices moved.")
  private Optional<Double> changeBudget = Optional.empty();

  @Option(
      names = "--change-window",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "The window of --change-budget. Default: 1h.")
  private Optional<Duration> changeWindow = Optional.empty();

  PlannerPolicy policy() {
    PlannerPolicy.Builder policy = PlannerPolicy.newBuilder().setManualApproval(manualApproval);
    time.ifPresent(each -> policy.setTimeLimitMs(each.toMillis()));
    debounce.ifPresent(each -> policy.setDebounceMs(each.toMillis()));
    leastSaving.ifPresent(policy::setLeastSaving);
    changeBudget.ifPresent(policy::setChangeBudget);
    changeWindow.ifPresent(each -> policy.setChangeWindowMs(each.toMillis()));
    return policy.build();
  }
}
