package dev.continuum.solver.assignment;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * One of the listed sets for every node, so that each job is in exactly one, at the least cost: a
 * depth-first tree that puts one job on a node at a time. At every vertex prices of jobs climb over
 * the sets themselves ({@link SetFront}), by subgradients (B. T. Polyak, 1969, DOI
 * 10.1016/0041-5553(69)90061-5); sets drop out by what they lose, and by what the cheapest sets
 * that share no job with them lose on every other node. What is not looked at within a limit of
 * work is handed back. Not thread-safe.
 */
final class SetTree {

  /** What comes of a search. */
  interface Listener {

    /**
     * A choice is found: a set by node.
     *
     * @return what a placement must cost less than from now on, above the base
     */
    double found(int[] choice);

    /**
     * A part is not looked at.
     *
     * @param on by job of the lists, the position of the node that it is on; -1 where not settled
     * @param price of each job of the lists
     * @param bound no placement of the part costs less, above the base
     */
    void left(int[] on, double[] price, double bound);
  }

  /** Steps after which sets are dropped and it is asked whether to go on. */
  private static final int ROUND = 10;

  private static final int LEAST_ROUNDS = 3;
  private static final int MOST_ROUNDS = 12;
  private static final int FIRST_ROUNDS = 40;

  /** Steps go on while so many times what the last few gained would reach the limit. */
  private static final double PAYS = 4;

  private static final double FALL = 0.85;
  private static final double DEFLECTION = 0.7;

  /** Losses are right to this share of the limit. */
  private static final double SLIP = 1e-11;

  /** Prices climb again once this share of sets or more is dropped. */
  private static final double AGAIN = 0.25;

  private final SetLists lists;
  private final SetFront front;
  private final Listener listener;
  private final double[] proven = new double[SetFront.DEPTHS];
  private final int[] on = new int[SetLists.MOST_JOBS];
  private final double[] trial = new double[SetLists.MOST_JOBS];
  private final double[] direction = new double[SetLists.MOST_JOBS];

  /** By set: what all nodes lose at least if it is taken. */
  private final double[] reach = new double[SetLists.MOST];

  /** By job and node: the value at least if the job is there. */
  private final double[][] there;

  private double limit;
  private long most;
  private BooleanSupplier stop = () -> false;
  private boolean over;

  /** The value of the last climb. */
  private double value;

  SetTree(SetLists lists, Listener listener) {
    this.lists = lists;
    this.listener = listener;
    front = new SetFront(lists);
    there = new double[SetLists.MOST_JOBS][lists.node.length];
  }

  /**
   * Searches the listed sets.
   *
   * @param prices of all jobs, to start from
   * @param bound no placement costs less, above the base
   * @param below what a placement must cost less than, above the base
   * @param work how many sets may be looked at
   */
  void search(double[] prices, double bound, double below, long work, BooleanSupplier stopped) {
    limit = below;
    stop = stopped;
    over = false;
    Arrays.fill(on, -1);
    front.start(prices);
    most = front.work + work;
    descend(0, bound);
  }

  private void descend(int depth, double bound) {
    proven[depth] = bound;
    boolean again = true;
    while (again) {
      if (!climb(depth)) {
        return;
      }
      int before = front.count(depth);
      if (!filter(depth)) {
        return;
      }
      again = before - front.count(depth) > AGAIN * before;
    }
    int f = choose(depth);
    if (f >= 0) {
      branch(depth, f);
    }
  }

  private void branch(int depth, int f) {
    double[] least = there[f].clone();
    for (int x : Order.ascending(least, lists.nodes)) {
      double bound = Math.max(proven[depth], least[x] - slip());
      if (bound >= limit) {
        continue;
      }
      on[f] = x;
      over |= front.work >= most || stop.getAsBoolean();
      if (over) {
        listener.left(on, front.price[depth], bound);
      } else {
        front.put(depth, f, x);
        descend(depth + 1, bound);
      }
      on[f] = -1;
    }
  }

  private double slip() {
    return SLIP * (Math.abs(limit) + lists.absolute);
  }

  /** Climbs while it pays, and drops sets; false if nothing better is left. */
  private boolean climb(int depth) {
    double[] price = front.price[depth];
    System.arraycopy(price, 0, trial, 0, lists.jobs);
    Arrays.fill(direction, 0);
    value = Double.NEGATIVE_INFINITY;
    double before = value;
    double scale = 1;
    int rounds = depth == 0 ? FIRST_ROUNDS : MOST_ROUNDS;
    for (int t = 1; t <= rounds * ROUND; t++) {
      double now = front.evaluate(depth, trial);
      if (now > value) {
        value = now;
        System.arraycopy(trial, 0, price, 0, lists.jobs);
      } else {
        scale *= FALL;
      }
      proven[depth] = Math.max(proven[depth], value);
      double norm = turn();
      if (norm == 0 && proven[depth] < limit) {
        limit = Math.min(limit, listener.found(front.choice));
      }
      if (proven[depth] >= limit) {
        return false;
      }
      if (norm == 0) {
        break;
      }
      for (int f = 0; f < lists.jobs; f++) {
        trial[f] += scale * (limit - now) / norm * direction[f];
      }
      if (t % ROUND == 0) {
        if (t >= LEAST_ROUNDS * ROUND && limit - value >= PAYS * (value - before)) {
          break;
        }
        before = value;
        System.arraycopy(price, 0, trial, 0, lists.jobs);
        Arrays.fill(direction, 0);
        front.drop(depth, limit - value + slip());
      }
    }
    front.drop(depth, limit - value + slip());
    return true;
  }

  /** The next direction; returns its square, or 0 where the cheapest sets serve each job once. */
  private double turn() {
    double norm = 0;
    boolean whole = true;
    for (int f = 0; f < lists.jobs; f++) {
      int missing = 1 - front.served[f];
      whole &= missing == 0;
      direction[f] = missing + DEFLECTION * direction[f];
      norm += direction[f] * direction[f];
    }
    return whole ? 0 : norm > 0 ? norm : 1;
  }

  /** Drops sets that no others complete below the limit; false if a node has none left. */
  private boolean filter(int depth) {
    front.sort(depth);
    int[] now = front.alive[depth];
    int[] from = front.from[depth];
    double budget = limit - value + slip();
    boolean[] gone = new boolean[front.count(depth)];
    for (int x = 0; x < lists.nodes; x++) {
      double least = Double.POSITIVE_INFINITY;
      for (int k = from[x]; k < from[x + 1]; k++) {
        reach[now[k]] = completed(depth, x, now[k], budget, gone);
        gone[k] = reach[now[k]] > budget;
        least = Math.min(least, reach[now[k]]);
      }
      proven[depth] = Math.max(proven[depth], value + least - slip());
    }
    front.remove(depth, gone);
    return proven[depth] < limit;
  }

  /** What is lost at least with a set, up to a budget. */
  private double completed(int depth, int x, int c, double budget, boolean[] gone) {
    int[] now = front.alive[depth];
    int[] from = front.from[depth];
    long taken = lists.set[c];
    double sum = front.loss[c];
    for (int y = 0; y < lists.nodes && sum <= budget; y++) {
      if (y == x) {
        continue;
      }
      int k = from[y];
      while (k < from[y + 1] && (gone[k] || (lists.set[now[k]] & taken) != 0)) {
        k++;
      }
      front.work += 1 + (k - from[y]) / 4;
      sum = k == from[y + 1] ? Double.POSITIVE_INFINITY : sum + front.loss[now[k]];
    }
    return sum;
  }

  /**
   * The job that leaves least to look at; -1 if one has no node left, or all are settled, of which
   * there is but one choice, which the climb has seen.
   */
  private int choose(int depth) {
    bounds(depth);
    double room = limit - proven[depth];
    int chosen = -1;
    double fewest = Double.POSITIVE_INFINITY;
    for (int f = 0; f < lists.jobs; f++) {
      double weight = 0;
      for (int x = 0; x < lists.nodes; x++) {
        double left = Math.max(0, (limit - there[f][x] + slip()) / room);
        weight += left * left * left;
      }
      if (weight == 0) {
        return -1;
      }
      if (on[f] < 0 && weight < fewest) {
        fewest = weight;
        chosen = f;
      }
    }
    return chosen;
  }

  private void bounds(int depth) {
    int[] now = front.alive[depth];
    for (int f = 0; f < lists.jobs; f++) {
      Arrays.fill(there[f], 0, lists.nodes, Double.POSITIVE_INFINITY);
    }
    for (int x = 0; x < lists.nodes; x++) {
      for (int k = front.from[depth][x]; k < front.from[depth][x + 1]; k++) {
        double least = value + reach[now[k]];
        for (long left = lists.set[now[k]]; left != 0; left &= left - 1) {
          int f = Long.numberOfTrailingZeros(left);
          there[f][x] = Math.min(there[f][x], least);
        }
      }
    }
  }
}
