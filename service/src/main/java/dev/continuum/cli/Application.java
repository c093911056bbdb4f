package dev.continuum.cli;

import dev.continuum.actuation.ActuationException;
import dev.continuum.actuation.Applied;
import dev.continuum.actuation.Applier;
import dev.continuum.actuation.ChangeSet;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.Step;
import dev.continuum.actuation.StepListener;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What apply and destroy share: options, confirmation, output, exit codes. */
final class Application {

  @Mixin private TargetOption targets = new TargetOption();

  @Option(names = "--dry-run", description = "Show what would be done, and do nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  TargetsFile targets() {
    return targets.file();
  }

  int run(TargetsFile file, Plan plan, boolean keep, Output output) {
    StateDirectory state = StateDirectory.at(file.state());
    try (Platforms platforms = new Platforms(file, state)) {
      Applier applier =
          new Applier(platforms.all(), state, Applier.Timing.system(), progress(output));
      if (dryRun) {
        return preview(applier, plan, output);
      }
      confirm(applier, plan, output);
      Applied applied;
      try (DomainLeases leases = DomainLeases.take(platforms.domains(state))) {
        applied = applier.apply(plan, leases::held);
      }
      output.result(AppliedText.of(applied), AppliedText.json(applied));
      if (keep
          && (applied.state() == Applied.State.APPLIED
              || applied.state() == Applied.State.UNCHANGED)) {
        try (Keepers keepers = new Keepers(platforms.all())) {
          Runtime.getRuntime()
              .addShutdownHook(new Thread(() -> output.note(keepers.summary()), "continuum-sum"));
          keepers.join();
        }
      }
      return exitCode(applied.state());
    } catch (ActuationException e) {
      output.note(String.valueOf(e.getMessage()));
      if (!e.remedy().isEmpty()) {
        output.note("  " + e.remedy());
      }
      return e.fault() == ActuationException.Fault.INVALID ? Exit.INVALID : Exit.INTERNAL;
    }
  }

  private static int preview(Applier applier, Plan plan, Output output) {
    ChangeSet changes = applier.preview(plan);
    output.result(AppliedText.of(changes), AppliedText.json(changes));
    if (!changes.refusals().isEmpty()) {
      return Exit.INVALID;
    }
    if (applier.isStale(plan, changes)) {
      return Exit.STALE;
    }
    return changes.steps().isEmpty() ? Exit.OK : Exit.PENDING;
  }

  // Before JDK 22 there is none without a terminal.
  @SuppressWarnings("SystemConsoleNull")
  private void confirm(Applier applier, Plan plan, Output output) {
    if (yes) {
      return;
    }
    ChangeSet changes = applier.preview(plan);
    if (changes.steps().isEmpty()) {
      return;
    }
    java.io.Console console = System.console();
    if (console == null || !Terminal.isStderr()) {
      throw new InvalidInputException(
          Finding.ofUsage(
              "There are changes, and nobody to ask.",
              "Maybe look with --dry-run, then give --yes."));
    }
    output.note(AppliedText.of(changes).stripTrailing());
    String answer = console.readLine("Apply? [y/N] ");
    if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
      throw new InvalidInputException(Finding.ofUsage("Not confirmed; nothing was done.", ""));
    }
  }

  private static StepListener progress(Output output) {
    return new StepListener() {
      @Override
      public void starting(Step step) {
        output.note(step + " ...");
      }

      @Override
      public void ended(Step step, String note) {
        output.note(step + ": " + note);
      }
    };
  }

  private static int exitCode(Applied.State state) {
    return switch (state) {
      case UNCHANGED, APPLIED -> Exit.OK;
      case FAILED -> Exit.INTERNAL;
      case STALE -> Exit.STALE;
      case REFUSED -> Exit.INVALID;
    };
  }
}
