package dev.continuum.benchmarks.quality;

import dev.continuum.benchmarks.baseline.Baseline;
import dev.continuum.benchmarks.baseline.Baselines;
import dev.continuum.model.PlacementProblem;
import dev.continuum.solver.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Someone who plans: a strategy of the engine, or a baseline. */
interface Contender {

  /** What it is called on the command line and in results. */
  String name();

  /** Plans a problem. */
  Outcome plan(PlacementProblem problem, Baseline.Budget budget);

  /** The one of a name. */
  static Optional<Contender> named(String name) {
    Optional<Contender> ours =
        Arrays.stream(Strategy.values())
            .filter(strategy -> label(strategy).equals(name))
            .findFirst()
            .map(EngineContender::new);
    return ours.isPresent() ? ours : Baselines.named(name).map(BaselineContender::new);
  }

  /** All names. */
  static List<String> names() {
    return Stream.concat(
            Arrays.stream(Strategy.values()).map(Contender::label),
            Baselines.all().stream().map(Baseline::name))
        .toList();
  }

  /** What a strategy is called. */
  static String label(Strategy strategy) {
    return strategy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
