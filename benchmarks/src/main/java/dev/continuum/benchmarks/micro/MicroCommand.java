package dev.continuum.benchmarks.micro;

import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bench micro}: JMH. */
@Command(
    name = "micro",
    description = "Times single operations by JMH: evaluate, compile, moves, prices, repair.",
    footer = {
      "",
      "Examples:",
      "  ./continuum bench micro",
      "  ./continuum bench micro Evaluation -- -f 1 -wi 2 -i 3",
      "",
      "What follows -- goes to JMH; -- -h lists it."
    })
public final class MicroCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "PATTERN",
      arity = "0..*",
      description = "Regular expressions over benchmark names; after --, options of JMH.")
  private List<String> arguments = List.of();

  MicroCommand() {}

  @Override
  public Integer call() throws RunnerException, CommandLineOptionException {
    var unused = new Runner(new CommandLineOptions(arguments.toArray(String[]::new))).run();
    return 0;
  }
}
