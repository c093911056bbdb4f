package dev.continuum.solver.pareto;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/**
 * The front of latency, energy and money by the ε-constraint method (Y. Y. Haimes, L. S. Lasdon, D.
 * A. Wismer 1971): least latency within limits on energy and money. A limit is met by its
 * multiplier, found between the two nearest placements known on either side (Y. P. Aneja, K. P. K.
 * Nair 1979), so that every solve is one of the solver's own, with its own bound; by weak duality
 * each bound certifies every point.
 *
 * <p>Points between the supported ones are found only by chance; their distance from the bound says
 * what they may miss. Thread-safe but for its clock.
 */
public final class ParetoFront {

  /** Most points that may be asked for. */
  public static final int MOST_POINTS = 64;

  private static final int TRIES = 3;

  /** Enough for all else not to count, little enough for every sum to stay exact. */
  private static final double DOMINANT = 100;

  private static final double ASIDE = 1e-4;

  private final PlacementSolver solver;

  /** With a solver. */
  public ParetoFront(PlacementSolver solver) {
    this.solver = solver;
  }

  /**
   * Finds a front.
   *
   * @param problem what is placed
   * @param points how many to look for, 3 to {@link #MOST_POINTS}; fewer are returned where some
   *     dominate others
   * @param options how to solve; the time limit is that of all solves together, a step limit is
   *     each one's
   * @param stop asked often; what was found is returned
   * @return points that none of them dominates, least latency first; empty if nothing was found
   * @throws IllegalArgumentException if the number of points is out of range
   */
  public List<ParetoPoint> find(
      PlacementProblem problem, int points, SolveOptions options, StopSignal stop) {
    if (points < 3 || points > MOST_POINTS) {
      throw new IllegalArgumentException(
          "The points (" + points + ") must be from 3 to " + MOST_POINTS + ".");
    }
    return new Run(problem, points, options, stop).find();
  }

  /** One front under construction. */
  private final class Run {

    private final PlacementProblem problem;
    private final int points;
    private final SolveOptions options;
    private final StopSignal stop;
    private final ObjectiveWeights latency;
    private final Archive archive;
    private final Duration each;

    Run(PlacementProblem problem, int points, SolveOptions options, StopSignal stop) {
      this.problem = problem;
      this.points = points;
      this.options = options;
      this.stop = stop;
      ObjectiveWeights given = problem.weights();
      boolean counts = given.networkPerRequestMs() > 0 || given.servicePerRequestMs() > 0;
      latency = counts ? given : ObjectiveWeights.DEFAULT;
      archive = new Archive(problem, latency);
      each = options.timeLimit().dividedBy(3L + (long) (points - 3) * TRIES);
    }

    List<ParetoPoint> find() {
      ObjectiveWeights usual = ObjectiveWeights.DEFAULT;
      double joule = usual.perJoule();
      double money = usual.perMoney();
      solve(joule * ASIDE, money * ASIDE);
      solve(joule * DOMINANT, money * ASIDE);
      solve(joule * ASIDE, money * DOMINANT);
      int limits = points - 3;
      for (int i = 1; i <= limits && !stop.stopped(); i++) {
        int of = (limits + 1) / 2;
        int place = (i + 1) / 2;
        double share = place / (of + 1.0);
        if (i % 2 == 1) {
          limit(Measures::watts, share, true);
        } else {
          limit(Measures::money, share, false);
        }
      }
      return archive.front();
    }

    /** Looks for least latency within a limit that is so far from the least towards the most. */
    private void limit(ToDoubleFunction<Measures> of, double share, boolean energy) {
      List<Archive.Found> known = archive.best();
      if (known.isEmpty()) {
        return;
      }
      double most = of.applyAsDouble(known.getFirst().measures());
      double least =
          known.stream().mapToDouble(f -> of.applyAsDouble(f.measures())).min().orElse(most);
      double epsilon = least + share * (most - least);
      for (int i = 0; i < TRIES && !stop.stopped(); i++) {
        Optional<Archive.Found> over = archive.best(m -> of.applyAsDouble(m) > epsilon);
        Optional<Archive.Found> within = archive.best(m -> of.applyAsDouble(m) <= epsilon);
        if (over.isEmpty() || within.isEmpty()) {
          return;
        }
        double more = within.get().measures().latency() - over.get().measures().latency();
        double less =
            of.applyAsDouble(over.get().measures()) - of.applyAsDouble(within.get().measures());
        if (!(more > 0) || !(less > 0)) {
          return;
        }
        double multiplier = more / less;
        ObjectiveWeights usual = ObjectiveWeights.DEFAULT;
        Optional<Archive.Found> next =
            energy
                ? solve(multiplier / 3600, usual.perMoney() * ASIDE)
                : solve(usual.perJoule() * ASIDE, multiplier);
        if (next.isEmpty()
            || next.get().measures().like(over.get().measures())
            || next.get().measures().like(within.get().measures())) {
          return;
        }
      }
    }

    private Optional<Archive.Found> solve(double perJoule, double perMoney) {
      PlacementProblem weighted =
          problem.toBuilder()
              .weights(
                  new ObjectiveWeights(
                      latency.networkPerRequestMs(),
                      latency.servicePerRequestMs(),
                      perJoule,
                      perMoney))
              .build();
      OptionalLong steps = options.steps();
      SolveOptions once =
          new SolveOptions(
              options.strategy(), each, options.gap(), steps, options.seed(), options.threads());
      return archive.add(
          solver.solve(weighted, once, stop, SolveListener.NONE), perJoule, perMoney);
    }
  }
}
