package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An assignment that runs, bettered a group at a time: what {@link WarmAssignment} does for all at
 * once, for those whom an event concerns. Candidates are found with the prices and kept; those of a
 * group that changed are found anew when somebody asks. The caller tells who moved otherwise. Not
 * thread-safe. Memory: about 260 bytes a group.
 */
public final class RunningAssignment {

  private static final int WIDTH = 16;

  /** Room for groups that arrive: this part of those there are, and a few. */
  private static final int PART_TO_COME = 16;

  private static final int LEAST_TO_COME = 64;

  private final Demands demands;
  private final Assignment made;
  private final Candidates candidates;
  private final Improvement improvement;
  private final double[] price;
  private double leastPrice;

  /**
   * A change that was made: a group moved, and perhaps another that was in its way.
   *
   * @param groups who moved
   * @param options their options now
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Move(int[] groups, int[] options) {}

  private RunningAssignment(Demands demands, Candidates candidates, double[] price) {
    this.demands = demands;
    this.price = price;
    made = new Assignment(demands);
    CandidateFinder finder = new CandidateFinder(demands, WIDTH);
    improvement =
        new Improvement(
            made,
            candidates,
            new SplittableRandom(1),
            g -> finder.find(g, price, leastPrice, candidates));
    this.candidates = candidates;
  }

  /**
   * Follows a problem, as yet without groups on nodes; empty for problems that are not of that
   * form. O(groups × some steps of the dual of capacity).
   *
   * @param threads most threads to find prices and candidates with
   */
  public static Optional<RunningAssignment> of(CompiledProblem problem, int threads) {
    return demands(problem)
        .map(
            demands -> {
              Candidates candidates = new Candidates(demands.room, WIDTH);
              double[] price = NodePrices.raise(demands, candidates, threads);
              Arrays.fill(candidates.count, demands.size, demands.room, Candidates.UNKNOWN);
              return new RunningAssignment(demands, candidates, price);
            });
  }

  /** The same once more, with room for more groups; empty if the problem is not of that form. */
  public Optional<RunningAssignment> anew() {
    return demands(demands.problem)
        .map(
            read -> {
              Candidates none = new Candidates(read.room, WIDTH);
              Arrays.fill(none.count, Candidates.UNKNOWN);
              return new RunningAssignment(read, none, price);
            });
  }

  private static Optional<Demands> demands(CompiledProblem problem) {
    return Demands.of(problem, problem.groups().size() / PART_TO_COME + LEAST_TO_COME);
  }

  /** Whether nodes still limit nothing but CPU. */
  public boolean applies() {
    return Demands.onlyCpuLimits(demands.problem);
  }

  /** Prices of CPU by node, micro-units per nanocore, for whoever knows better. */
  public double[] prices() {
    return price;
  }

  /**
   * A group is another, or elsewhere.
   *
   * @param option of its call with a choice, or {@link WarmAssignment#NONE}
   * @return whether it can be followed; if not, make another
   */
  public boolean follow(int group, int option) {
    if (group < demands.room) {
      made.remove(group);
    }
    if (!demands.read(group)) {
      return false;
    }
    candidates.count[group] = Candidates.UNKNOWN;
    if (option != Assignment.NONE) {
      made.put(group, option, demands.microsAtLeast(group, option));
    }
    return true;
  }

  /** Looks at what nodes offer now; returns those that offer something else than before. */
  public int[] measure() {
    leastPrice = Arrays.stream(price).min().orElse(0);
    return IntStream.range(0, demands.nodes).filter(this::measure).toArray();
  }

  private boolean measure(int node) {
    long now = Math.max(0, demands.problem.nodes().cpuNanocores[node]);
    long more = now - demands.capacity[node];
    demands.capacity[node] = now;
    made.left[node] += more;
    return more != 0;
  }

  /** Makes the best change for a group that has a place, if there is one. */
  public Optional<Move> better(int group) {
    if (made.option[group] == Assignment.NONE || improvement.improve(group) <= 0) {
      return Optional.empty();
    }
    int other = improvement.madeRoom();
    return Optional.of(
        other == Assignment.NONE
            ? new Move(new int[] {group}, new int[] {made.option[group]})
            : new Move(
                new int[] {other, group}, new int[] {made.option[other], made.option[group]}));
  }

  /** The groups on a node. */
  public int[] on(int node) {
    int count = 0;
    for (int g = made.first(node); g != Assignment.NONE; g = made.next(g)) {
      count++;
    }
    int[] groups = new int[count];
    for (int g = made.first(node); g != Assignment.NONE; g = made.next(g)) {
      groups[--count] = g;
    }
    return groups;
  }

  /** CPU left on a node, nanocores. */
  public long left(int node) {
    return made.left[node];
  }

  /** The node a group is on, or negative. */
  public int node(int group) {
    return group < demands.room ? made.node(group) : RouteSpace.LOCAL;
  }
}
