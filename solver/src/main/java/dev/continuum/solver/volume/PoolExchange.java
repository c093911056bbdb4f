package dev.continuum.solver.volume;

import java.util.Arrays;

/**
 * Deals the functions of two nodes out anew: every pool on either stays where it is or joins the
 * other's, in every combination that their CPU nearly allows, judged by instances and latencies of
 * all parts concerned. Instances are cheaper by the load in large pools, so two nodes that both
 * serve two functions often do better with one each, which no move of one part shows. Parts that no
 * longer fit are placed elsewhere. An exhaustive exchange neighbourhood of two nodes (R. K. Ahuja,
 * J. B. Orlin, D. Sharma 2000, DOI 10.1111/j.1475-3995.2000.tb00201.x). Not thread-safe.
 */
final class PoolExchange {

  /** Functions whose pools are dealt out at once. */
  private static final int MOST_FUNCTIONS = 7;

  /** Micro-units below which an exchange gains nothing. */
  private static final double LEAST_GAIN = 1;

  private static final int STAY = 0;
  private static final int TO_FIRST = 1;

  /** How much more than fits two nodes may be dealt, of the CPU of the smaller. */
  private static final double MOST_OVER = 0.5;

  private final CallPlan plan;
  private final CallMoves moves;
  private final int[] slotOf;
  private final int[] functions = new int[MOST_FUNCTIONS];
  private int count;

  /** Costs at the first and the second node of each slot, a function on one of them. */
  private final double[][] placed = new double[2 * MOST_FUNCTIONS][2];

  private final double[][] joined = new double[2 * MOST_FUNCTIONS][2 * MOST_FUNCTIONS];
  private final double[][] cpu = new double[MOST_FUNCTIONS][2];
  private final double[][] pools = new double[MOST_FUNCTIONS][3];
  private final int[] where = new int[2 * MOST_FUNCTIONS];
  private final int[] seen;
  private int stamp;
  private int[] parts = new int[64];
  private int size;

  /** What a nanocore is taken to cost elsewhere, micro-units. */
  private double perCpu;

  PoolExchange(CallPlan plan, CallMoves moves) {
    this.plan = plan;
    this.moves = moves;
    slotOf = new int[plan.pairs.functions];
    seen = new int[plan.size()];
  }

  /** Prices what does not fit by what instances cost on average. */
  void refresh() {
    double kept = 0;
    double used = 0;
    for (int pair = 0; pair < plan.pairs.size(); pair++) {
      kept += (double) plan.state.warm(pair) * plan.pairs.keptMicros[pair];
    }
    for (int n = 0; n < plan.pairs.nodes; n++) {
      used += plan.state.cpu(n);
    }
    perCpu = used > 0 ? kept / used : 0;
  }

  /** Tries two nodes; returns whether something was exchanged, which then costs less. */
  boolean between(int first, int second, Journal journal) {
    if (!choose(first, second)) {
      return false;
    }
    size = 0;
    stamp++;
    weigh(first, first, second);
    weigh(second, first, second);
    int best = best(first, second);
    return best > 0 && exchange(best, first, second, journal);
  }

  /** The functions that are dealt out: those on both nodes first. */
  private boolean choose(int first, int second) {
    count = 0;
    Arrays.fill(slotOf, -1);
    boolean[] taken = {true, false};
    for (boolean both : taken) {
      for (int f = 0; f < slotOf.length && count < MOST_FUNCTIONS; f++) {
        int a = plan.pairs.index(f, first);
        int b = plan.pairs.index(f, second);
        boolean onFirst = plan.state.load(a) > 0;
        boolean onSecond = plan.state.load(b) > 0;
        if (slotOf[f] < 0
            && (both ? onFirst && onSecond : onFirst != onSecond)
            && plan.pairs.allowed[a]
            && plan.pairs.allowed[b]) {
          slotOf[f] = count;
          functions[count++] = f;
        }
      }
    }
    for (int i = 0; i < 2 * count; i++) {
      Arrays.fill(placed[i], 0);
      Arrays.fill(joined[i], 0);
      Arrays.fill(cpu[i / 2], 0);
    }
    return count > 0;
  }

  /** Sums up what the parts of a node spend on transfers, if not yet counted. */
  private void weigh(int node, int first, int second) {
    SpotLists spots = plan.spots();
    for (int s = 0; s < spots.size(node); s++) {
      int part = spots.part(node, s);
      int call = spots.call(node, s);
      int slot = slotOf[plan.function(part, call, node)];
      if (slot >= 0) {
        cpu[slot][node == first ? 0 : 1] += plan.cpu(part, call, node);
      }
      if (seen[part] != stamp) {
        seen[part] = stamp;
        if (size == parts.length) {
          parts = Arrays.copyOf(parts, 2 * size);
        }
        parts[size++] = part;
        weighEdges(part, first, second);
      }
    }
  }

  private void weighEdges(int part, int first, int second) {
    int[] at = plan.nodesOf(part);
    if (at == null) {
      throw new IllegalStateException("Part " + part + " is counted where it is not");
    }
    double weight = plan.perMicro(part);
    for (int[] edge : plan.edges(part)) {
      int from = slot(part, edge[0], at, first, second);
      int to = slot(part, edge[1], at, first, second);
      if (from >= 0 && to >= 0) {
        joined[from][to] += weight;
      } else if (from >= 0) {
        for (int k = 0; k < 2; k++) {
          int node = k == 0 ? first : second;
          placed[from][k] +=
              weight
                  * (edge[1] < 0
                      ? plan.fromClient(part, node, false)
                      : plan.between[node][at[edge[1]]]);
        }
      } else if (to >= 0) {
        for (int k = 0; k < 2; k++) {
          int node = k == 0 ? first : second;
          placed[to][k] +=
              weight
                  * (edge[0] < 0
                      ? plan.fromClient(part, node, true)
                      : plan.between[at[edge[0]]][node]);
        }
      }
    }
  }

  private int slot(int part, int call, int[] at, int first, int second) {
    if (call < 0 || (at[call] != first && at[call] != second)) {
      return -1;
    }
    int slot = slotOf[plan.function(part, call, at[call])];
    return slot < 0 ? -1 : 2 * slot + (at[call] == first ? 0 : 1);
  }

  /** The cheapest combination that fits, as a number to the base of three; 0 leaves all. */
  private int best(int first, int second) {
    for (int i = 0; i < count; i++) {
      int a = plan.pairs.index(functions[i], first);
      int b = plan.pairs.index(functions[i], second);
      double all = plan.state.load(a) + plan.state.load(b);
      pools[i][STAY] = kept(a, plan.state.load(a)) + kept(b, plan.state.load(b));
      pools[i][TO_FIRST] = kept(a, all);
      pools[i][2] = kept(b, all);
    }
    double freeFirst = plan.problem.nodes().cpuNanocores[first] - plan.state.cpu(first);
    double freeSecond = plan.problem.nodes().cpuNanocores[second] - plan.state.cpu(second);
    double most =
        MOST_OVER
            * Math.min(
                plan.problem.nodes().cpuNanocores[first],
                plan.problem.nodes().cpuNanocores[second]);
    int all = 1;
    for (int i = 0; i < count; i++) {
      all *= 3;
    }
    double there = plan.between[first][second];
    double back = plan.between[second][first];
    double least = value(0, there, back) - LEAST_GAIN;
    int best = 0;
    for (int code = 1; code < all; code++) {
      double more = 0;
      double moreSecond = 0;
      for (int i = 0, rest = code; i < count; i++, rest /= 3) {
        double moved = rest % 3 == STAY ? 0 : rest % 3 == TO_FIRST ? cpu[i][1] : -cpu[i][0];
        more += moved;
        moreSecond -= moved;
      }
      double over = Math.max(0, more - freeFirst) + Math.max(0, moreSecond - freeSecond);
      if (over <= most) {
        double value = value(code, there, back) + over * perCpu;
        if (value < least) {
          least = value;
          best = code;
        }
      }
    }
    return best;
  }

  private double kept(int pair, double load) {
    return load < 1
        ? 0
        : (double) plan.pairs.required(pair, (long) load, plan.state.warm(pair))
            * plan.pairs.keptMicros[pair];
  }

  private double value(int code, double there, double back) {
    double sum = 0;
    int rest = code;
    for (int i = 0; i < count; i++, rest /= 3) {
      int choice = rest % 3;
      sum += pools[i][choice];
      where[2 * i] = choice == 2 ? 1 : 0;
      where[2 * i + 1] = choice == TO_FIRST ? 0 : 1;
      sum += placed[2 * i][where[2 * i]] + placed[2 * i + 1][where[2 * i + 1]];
    }
    for (int i = 0; i < 2 * count; i++) {
      for (int j = 0; j < 2 * count; j++) {
        if (where[i] != where[j]) {
          sum += joined[i][j] == 0 ? 0 : joined[i][j] * (where[i] == 0 ? there : back);
        }
      }
    }
    return sum;
  }

  /** Moves the parts; takes all back if the state finds that it costs more or does not fit. */
  private boolean exchange(int code, int first, int second, Journal journal) {
    double before = plan.state.cost();
    int mark = journal.size();
    int[] to = new int[slotOf.length];
    Arrays.fill(to, -1);
    int rest = code;
    for (int i = 0; i < count; i++, rest /= 3) {
      to[functions[i]] = rest % 3 == STAY ? -1 : rest % 3 == TO_FIRST ? first : second;
    }
    int[][] target = new int[size][];
    for (int i = 0; i < size; i++) {
      target[i] = target(parts[i], to, first, second);
      if (target[i].length > 0) {
        journal.lift(parts[i]);
      }
    }
    boolean[] left = new boolean[size];
    for (int i = 0; i < size; i++) {
      left[i] = target[i].length > 0 && !plan.put(parts[i], target[i]);
    }
    boolean all = true;
    for (int i = 0; i < size && all; i++) {
      all = !left[i] || moves.place(parts[i], target[i], Double.POSITIVE_INFINITY, false);
    }
    if (all && plan.state.cost() < before - LEAST_GAIN) {
      return true;
    }
    journal.undo(mark);
    return false;
  }

  private int[] target(int part, int[] to, int first, int second) {
    int[] at = plan.nodesOf(part);
    int[] moved = at == null ? new int[0] : at.clone();
    boolean any = false;
    for (int i = 0; i < moved.length; i++) {
      boolean here = moved[i] == first || moved[i] == second;
      int node = here ? to[plan.function(part, i, moved[i])] : -1;
      if (node >= 0 && node != moved[i]) {
        moved[i] = node;
        any = true;
      }
    }
    return any ? moved : new int[0];
  }
}
