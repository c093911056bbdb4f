package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.NodeTable;
import java.util.Arrays;

/**
 * The cheapest way to deal the functions of two nodes out anew: every pool on either stays where it
 * is or joins the other's, judged by instances and by what pools spend on transfers ({@link
 * PoolLinks}). Depth first; what is left costs at least what each function does by itself, so most
 * of up to 3^7 combinations are never looked at. Memory must suffice; CPU may be exceeded at a
 * price. Not thread-safe.
 */
final class PoolDeal {

  /** Functions whose pools are dealt out at once. */
  private static final int MOST_FUNCTIONS = 7;

  /** Micro-units below which an exchange gains nothing. */
  static final double LEAST_GAIN = 1;

  private static final int STAY = 0;
  private static final int TO_FIRST = 1;
  private static final int TO_SECOND = 2;
  private static final int CHOICES = 3;

  /** How much more than fits two nodes may be dealt, of the CPU of the smaller. */
  private static final double MOST_OVER = 0.5;

  /** Looks between two counts of what a nanocore costs: it hardly changes. */
  private static final int LOOKS_A_PRICE = 500;

  private final CallPlan plan;
  private final PoolLinks links;
  private final int[] slotOf;
  private final int[] functions = new int[MOST_FUNCTIONS];
  private int count;

  /** What slots, a function on one of the nodes, spend on transfers at the first and the second. */
  private final double[][] placed = new double[2 * MOST_FUNCTIONS][2];

  /** What a µs between two slots costs. */
  private final double[][] joined = new double[2 * MOST_FUNCTIONS][2 * MOST_FUNCTIONS];

  private final double[][] cpu = new double[MOST_FUNCTIONS][2];

  /** Instances now on both nodes, and on each if the pools join there. */
  private final long[][] warm = new long[MOST_FUNCTIONS][4];

  private final double[][] kept = new double[MOST_FUNCTIONS][CHOICES];
  private final double[][] alone = new double[MOST_FUNCTIONS][CHOICES];
  private final double[][][] pairs = new double[MOST_FUNCTIONS][MOST_FUNCTIONS][CHOICES * CHOICES];
  private final double[] rest = new double[MOST_FUNCTIONS + 1];
  private final int[] choice = new int[MOST_FUNCTIONS];
  private int first;
  private int second;
  private double most;
  private double least;

  /** The node that each function's pools join, or -1 where they stay: what {@link #find} found. */
  final int[] to;

  private boolean found;

  /** What a nanocore is taken to cost elsewhere, micro-units. */
  private double perCpu;

  private int looks;

  PoolDeal(CallPlan plan) {
    this.plan = plan;
    links = new PoolLinks(plan);
    slotOf = new int[plan.pairs.functions];
    to = new int[slotOf.length];
  }

  /** Prices what does not fit by what instances cost on average. */
  void refresh() {
    if (looks++ % LOOKS_A_PRICE != 0) {
      return;
    }
    double all = 0;
    double used = 0;
    for (int pair = 0; pair < plan.pairs.size(); pair++) {
      all += (double) plan.state.warm(pair) * plan.pairs.keptMicros[pair];
    }
    for (int n = 0; n < plan.pairs.nodes; n++) {
      used += plan.state.cpu(n);
    }
    perCpu = used > 0 ? all / used : 0;
  }

  /** Whether some combination costs less than the present one; sets {@link #to}. */
  boolean find(int one, int other) {
    first = one;
    second = other;
    found = false;
    if (choose()) {
      weigh(first, 0);
      weigh(second, 1);
      size();
      cost(plan.between[first][second], plan.between[second][first]);
      search();
    }
    return found;
  }

  /** The functions that are dealt out: those on both nodes first. */
  private boolean choose() {
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

  /** Adds up what pools that are dealt out take and spend on transfers. */
  private void weigh(int node, int side) {
    PoolLinks.OfNode sums = links.of(node);
    for (int i = 0; i < count; i++) {
      cpu[i][side] = sums.cpu()[functions[i]];
    }
    for (int i = 0; i < sums.function().length; i++) {
      int slot = slotOf[sums.function()[i]];
      if (slot >= 0) {
        weigh(sums, i, 2 * slot + side);
      }
    }
  }

  private void weigh(PoolLinks.OfNode sums, int i, int slot) {
    int place = sums.place()[i];
    int other = sums.other()[i];
    double there = sums.there()[i];
    double back = sums.back()[i];
    if (other == PoolLinks.CLIENT) {
      float[] from = plan.blocks.distances.there(place);
      float[] to = plan.blocks.distances.back(place);
      placed[slot][0] += spent(there, from[first]) + spent(back, to[first]);
      placed[slot][1] += spent(there, from[second]) + spent(back, to[second]);
    } else if ((place == first || place == second) && slotOf[other] >= 0) {
      // The way here is counted where it comes from.
      joined[slot][2 * slotOf[other] + (place == first ? 0 : 1)] += back;
    } else {
      float[][] between = plan.between;
      placed[slot][0] += spent(there, between[place][first]) + spent(back, between[first][place]);
      placed[slot][1] += spent(there, between[place][second]) + spent(back, between[second][place]);
    }
  }

  /** Nothing is spent on a way that nothing takes, even where there is none. */
  private static double spent(double perMicro, double micros) {
    return perMicro == 0 ? 0 : perMicro * micros;
  }

  /** Instances and their costs by choice. */
  private void size() {
    for (int i = 0; i < count; i++) {
      int a = plan.pairs.index(functions[i], first);
      int b = plan.pairs.index(functions[i], second);
      double all = plan.state.load(a) + plan.state.load(b);
      long[] of = warm[i];
      of[0] = plan.state.warm(a);
      of[1] = plan.state.warm(b);
      of[2] = required(a, all);
      of[3] = required(b, all);
      double atFirst = plan.pairs.keptMicros[a];
      double atSecond = plan.pairs.keptMicros[b];
      kept[i][STAY] = of[0] * atFirst + of[1] * atSecond;
      kept[i][TO_FIRST] = of[2] * atFirst;
      kept[i][TO_SECOND] = of[3] * atSecond;
    }
  }

  private long required(int pair, double load) {
    return load < 1 ? 0 : plan.pairs.required(pair, (long) load, plan.state.warm(pair));
  }

  /** What choices cost by themselves, and two by two. */
  private void cost(double there, double back) {
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < CHOICES; c++) {
        alone[i][c] =
            kept[i][c]
                + placed[2 * i][side(0, c)]
                + placed[2 * i + 1][side(1, c)]
                + apart(2 * i, side(0, c), 2 * i + 1, side(1, c), there, back);
        for (int j = 0; j < i; j++) {
          for (int d = 0; d < CHOICES; d++) {
            double sum = 0;
            for (int from = 0; from < 2; from++) {
              for (int to = 0; to < 2; to++) {
                sum += apart(2 * i + from, side(from, c), 2 * j + to, side(to, d), there, back);
              }
            }
            pairs[i][j][CHOICES * c + d] = sum;
          }
        }
      }
    }
  }

  /** Where the pool of a side is by a choice. */
  private static int side(int of, int choice) {
    return choice == STAY ? of : choice == TO_FIRST ? 0 : 1;
  }

  private double apart(int a, int atA, int b, int atB, double there, double back) {
    if (atA == atB) {
      return 0;
    }
    return spent(joined[a][b], atA == 0 ? there : back)
        + spent(joined[b][a], atA == 0 ? back : there);
  }

  private double beside(int i, int c) {
    double sum = 0;
    for (int j = 0; j < i; j++) {
      sum += pairs[i][j][CHOICES * c + choice[j]];
    }
    return sum;
  }

  private void search() {
    NodeTable nodes = plan.problem.nodes();
    most = MOST_OVER * Math.min(nodes.cpuNanocores[first], nodes.cpuNanocores[second]);
    double stay = 0;
    rest[count] = 0;
    for (int i = count - 1; i >= 0; i--) {
      double[] each = alone[i];
      rest[i] = rest[i + 1] + Math.min(each[STAY], Math.min(each[TO_FIRST], each[TO_SECOND]));
    }
    Arrays.fill(choice, STAY);
    for (int i = 0; i < count; i++) {
      stay += alone[i][STAY] + beside(i, STAY);
    }
    least = stay - LEAST_GAIN;
    descend(0, 0);
  }

  /** Looks at all choices from one function on that may cost less than the best. */
  private void descend(int i, double cost) {
    if (cost + rest[i] >= least) {
      return;
    }
    if (i == count) {
      double value = cost + over() * perCpu;
      if (value < least && fits()) {
        least = value;
        take();
      }
      return;
    }
    for (int c = 0; c < CHOICES; c++) {
      choice[i] = c;
      descend(i + 1, cost + alone[i][c] + beside(i, c));
    }
  }

  private void take() {
    found = true;
    Arrays.fill(to, -1);
    for (int i = 0; i < count; i++) {
      to[functions[i]] = choice[i] == STAY ? -1 : choice[i] == TO_FIRST ? first : second;
    }
  }

  /** CPU that is dealt beyond what there is, nanocores; infinite where that is too much. */
  private double over() {
    double more = 0;
    for (int i = 0; i < count; i++) {
      more += choice[i] == STAY ? 0 : choice[i] == TO_FIRST ? cpu[i][1] : -cpu[i][0];
    }
    NodeTable nodes = plan.problem.nodes();
    double over =
        Math.max(0, plan.state.cpu(first) + more - nodes.cpuNanocores[first])
            + Math.max(0, plan.state.cpu(second) - more - nodes.cpuNanocores[second]);
    return over <= most ? over : Double.POSITIVE_INFINITY;
  }

  /** Whether memory suffices on both nodes. */
  private boolean fits() {
    double atFirst = plan.state.memory(first);
    double atSecond = plan.state.memory(second);
    for (int i = 0; i < count; i++) {
      if (choice[i] != STAY) {
        double bytes = plan.pairs.memoryBytes[functions[i]];
        boolean joins = choice[i] == TO_FIRST;
        atFirst += bytes * ((joins ? warm[i][2] : 0) - warm[i][0]);
        atSecond += bytes * ((joins ? 0 : warm[i][3]) - warm[i][1]);
      }
    }
    return atFirst <= plan.problem.nodes().memoryBytes[first]
        && atSecond <= plan.problem.nodes().memoryBytes[second];
  }
}
