package dev.continuum.benchmarks.warm;

import dev.continuum.simulator.warm.synthetic.SyntheticTrace;
import dev.continuum.simulator.warm.synthetic.TrafficKind;
import dev.continuum.simulator.warm.trace.Fleet;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench warm}: our warm plans beside every published policy on synthetic traces. */
@Command(
    name = "warm",
    description = {
      "Cold starts of our warm plans as a share of other policies', with no more GB-s.",
      "",
      "Traces are synthetic; the first half is learnt from, the second judged. In brackets: the",
      "same for a policy that knows how each function's calls are made, its parameters and hidden",
      "state: a mark of what could be had, not a strict bound, for it looks one minute ahead.",
      "Prints a table in Markdown."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum bench warm",
      "  ./continuum bench warm --kinds mixture --functions 200 --seeds 1,2,3"
    })
public final class WarmCommand implements Callable<Integer> {

  private static final int MOST_FUNCTIONS = 10_000;

  /** Less teaches nothing. */
  private static final int FEWEST_MINUTES = 120;

  private static final int MOST_MINUTES = 43_200;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "Of ${COMPLETION-CANDIDATES}. Default: all.")
  private List<TrafficKind> kinds = List.of(TrafficKind.values());

  @Option(
      names = "--functions",
      paramLabel = "N",
      description = "Functions of a trace, 1 to 10000. Default: ${DEFAULT-VALUE}.")
  private int functions = 300;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "Minutes of a trace, 120 to 43200. Default: ${DEFAULT-VALUE}.")
  private int minutes = 1440;

  @Option(names = "--seeds", split = ",", paramLabel = "N", description = "Default: 1.")
  private List<Long> seeds = List.of(1L);

  WarmCommand() {}

  @Override
  public Integer call() {
    require("--functions", functions, 1, MOST_FUNCTIONS);
    require("--minutes", minutes, FEWEST_MINUTES, MOST_MINUTES);
    PrintWriter out = spec.commandLine().getOut();
    out.print(MarginText.HEAD);
    for (TrafficKind kind : kinds) {
      for (long seed : seeds) {
        SyntheticTrace trace = SyntheticTrace.of(kind, functions, minutes, seed);
        Margins margins =
            Margins.of(Fleet.of(trace.trace()), minutes / 2, Optional.of(trace.informed()));
        out.println(MarginText.row(kind.name().toLowerCase(Locale.ROOT) + ", " + seed, margins));
        out.flush();
      }
    }
    return 0;
  }

  private void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          "The option " + option + " (" + value + ") must be from " + least + " to " + most + ".");
    }
  }
}
