package dev.continuum.solver.route;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.Gathering;
import dev.continuum.solver.compiled.LatencyFloor;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The cheapest allowed route of a group under penalties on its options: depth-first over the calls
 * in topological order, cut by what is decided so far plus the least that the rest can add, and by
 * what is late or more than a device carries whatever follows. Exact to {@link #SLACK_MICROS}
 * unless it ends at its limit of looks; in practice a few times the number of options.
 *
 * <p>Not thread-safe: it keeps its working arrays.
 */
public final class RouteFinder {

  /** Which routes to consider. */
  public enum Lateness {
    /** Only those that meet the deadline. */
    ON_TIME,
    /** All that are allowed. */
    ANY
  }

  /**
   * How far below {@link #value} the least value may be: rounding moves a route's coefficient by
   * half a micro-unit, and routes that tie before rounding are not all looked at.
   */
  public static final double SLACK_MICROS = 0.5 + 1e-6;

  private static final double TIE_MICROS = 1e-6;

  /** Of options, in one search: 0.02 s or more. */
  private static final long MOST_LOOKS = 2_000_000;

  /** After so many searches with all pairs of options, one without may be as quick again. */
  private static final int SEARCHES_WITH_PAIRS = 20;

  private CompiledGroup group;
  private RouteJudge judge;
  private double[][] penalty = new double[0][];
  private boolean onTimeOnly;

  /** What is surely late, where only routes on time are asked for. */
  private @Nullable LatencyFloor floor;

  private @Nullable LatencyFloor floorOfGroup;

  /** Where rules gather calls of the group. */
  private @Nullable Gathering gathering;

  /** Terms, penalties and transfers with fixed ends, micro-units, by call and option. */
  private double[][] own = new double[0][];

  /** Options that may be used, and how many they are, by call. */
  private int[][] order = new int[0][];

  private int[] count = new int[0];

  private final CostToGo toGo = new CostToGo();
  private int[] current = new int[0];
  private int[] best = new int[0];
  private double[] suffix = new double[0];
  private double bestValue;
  private long bestMicros;
  private boolean found;
  private final long mostLooks;
  private long looks;

  /** What all routes cost at least. */
  private double least;

  /** Searches that still look at all pairs of options, by application. */
  private int[] withPairs = new int[0];

  /** For no group yet. */
  public RouteFinder() {
    this(MOST_LOOKS);
  }

  /** That ends with the best route so far after so many looks at an option. */
  @SuppressWarnings("NullAway.Init")
  RouteFinder(long mostLooks) {
    this.mostLooks = mostLooks;
  }

  /** The route found last; valid until the next search. */
  public int[] route() {
    return best;
  }

  /** Cost plus penalties of the route found last, micro-units. */
  public double value() {
    return bestValue;
  }

  /**
   * Least value of any route, micro-units: that of the route found last, or what all routes cost at
   * least where the search ended at its limit; infinite where there is no route.
   */
  public double proven() {
    return looks <= mostLooks ? bestValue : Math.min(bestValue, least);
  }

  /** Cost coefficient of the route found last, micro-units. */
  public long micros() {
    return bestMicros;
  }

  /**
   * Searches.
   *
   * @param of whose routes
   * @param penalties by call and option, micro-units per device; infinite for options not to be
   *     used
   * @param lateness which routes
   * @return whether one was found
   */
  public boolean find(CompiledGroup of, double[][] penalties, Lateness lateness) {
    return find(of, penalties, lateness, null);
  }

  /**
   * Searches; the sooner, the better a route that is looked at first.
   *
   * @param hint option by call, for example what was found at penalties that were nearly these, or
   *     null
   */
  public boolean find(
      CompiledGroup of, double[][] penalties, Lateness lateness, int @Nullable [] hint) {
    if (of != group) {
      group = of;
      judge = of.routes.judge();
      floorOfGroup = judge.latencyFloor().orElse(null);
      gathering = judge.gathering().isEmpty() ? null : judge.gathering();
    }
    penalty = penalties;
    onTimeOnly = lateness == Lateness.ON_TIME || judge.hardDeadline();
    floor = onTimeOnly ? floorOfGroup : null;
    int calls = of.routes.calls();
    prepare(calls);
    bestValue = Double.POSITIVE_INFINITY;
    found = false;
    suffix[calls] = 0;
    for (int call = calls - 1; call >= 0; call--) {
      suffix[call] = suffix[call + 1] + cheapestOption(call);
    }
    looks = 0;
    least = Double.POSITIVE_INFINITY;
    if (suffix[0] < Double.POSITIVE_INFINITY) {
      least = toGo.prepare(of.routes, own, order, count, usePairs(of.app));
      if (hint != null && mayBe(hint)) {
        System.arraycopy(hint, 0, current, 0, calls);
        judgeCurrent();
      }
      if (!toGo.isExact()) {
        tryTogether();
      }
      descend(0, least);
      notePairs(of.app);
    }
    return found;
  }

  private boolean usePairs(int app) {
    if (withPairs.length <= app) {
      withPairs = Arrays.copyOf(withPairs, app + 1);
    }
    return withPairs[app] > 0;
  }

  /** Looks that were more than there are pairs of options would have been saved by these. */
  private void notePairs(int app) {
    if (withPairs[app] > 0) {
      withPairs[app]--;
    } else if (!toGo.isExact() && looks > toGo.pairs()) {
      withPairs[app] = SEARCHES_WITH_PAIRS;
    }
  }

  private boolean mayBe(int[] route) {
    for (int call = 0; call < route.length; call++) {
      if (own[call][route[call]] == Double.POSITIVE_INFINITY) {
        return false;
      }
    }
    return true;
  }

  private void prepare(int calls) {
    if (current.length != calls) {
      current = new int[calls];
      best = new int[calls];
      suffix = new double[calls + 1];
    }
    if (own.length < calls) {
      own = Arrays.copyOf(own, calls);
      order = Arrays.copyOf(order, calls);
      count = new int[calls];
    }
  }

  /** Fills {@link #own} of a call and returns its least entry. */
  private double cheapestOption(int call) {
    double[] fixed = group.routes.fixedMicros(call);
    if (own[call] == null || own[call].length < fixed.length) {
      own[call] = new double[fixed.length];
      order[call] = new int[fixed.length];
    }
    int used = 0;
    double[] mine = own[call];
    double[] extra = penalty[call];
    double least = Double.POSITIVE_INFINITY;
    for (int option = 0; option < fixed.length; option++) {
      mine[option] = fixed[option] + extra[option];
      if (floor != null && mine[option] < bestValue && !floor.mayServe(call, option)) {
        mine[option] = Double.POSITIVE_INFINITY;
      }
      if (mine[option] < Double.POSITIVE_INFINITY) {
        order[call][used++] = option;
        least = Math.min(least, mine[option]);
      }
    }
    count[call] = used;
    return least;
  }

  /** A good first route: as much as possible in one place, for every place of the widest call. */
  private void tryTogether() {
    RouteSpace routes = group.routes;
    int widest = 0;
    for (int call = 1; call < routes.calls(); call++) {
      widest = routes.options(call) > routes.options(widest) ? call : widest;
    }
    int bestOption = -1;
    double bestEstimate = Double.POSITIVE_INFINITY;
    for (int option = 0; option < routes.options(widest); option++) {
      if (own[widest][option] + suffix[0] - least(widest) < bestEstimate) {
        double estimate = gatherAt(widest, option);
        if (estimate < bestEstimate) {
          bestEstimate = estimate;
          bestOption = option;
        }
      }
    }
    if (bestOption >= 0) {
      var unused = gatherAt(widest, bestOption);
      judgeCurrent();
    }
  }

  private double least(int call) {
    return suffix[call] - suffix[call + 1];
  }

  /** Fills the current route with each call's option at the same node, or its cheapest. */
  private double gatherAt(int widest, int option) {
    RouteSpace routes = group.routes;
    int node = routes.node(widest, option);
    double sum = 0;
    for (int call = 0; call < routes.calls(); call++) {
      if (call == widest) {
        current[call] = option;
      } else {
        int there = routes.cheapestAt(call, node, own[call]);
        current[call] = there >= 0 ? there : cheapest(call);
      }
      sum += own[call][current[call]];
    }
    for (int edge : routes.freeEdges()) {
      sum += edgeMicros(edge);
    }
    return sum;
  }

  private int cheapest(int call) {
    int at = 0;
    for (int option = 1; option < group.routes.options(call); option++) {
      at = own[call][option] < own[call][at] ? option : at;
    }
    return at;
  }

  private double edgeMicros(int transfer) {
    return group.routes.edgeMicros(
        transfer, current[judge.transferFrom(transfer)], current[judge.transferTo(transfer)]);
  }

  /** Decides a call; the sum is what is decided and what the rest adds at least. */
  private void descend(int call, double sum) {
    if (call == group.routes.calls()) {
      judgeCurrent();
      return;
    }
    double[] mine = own[call];
    int[] options = order[call];
    double before = sum - toGo.least(call, current);
    for (int i = 0; i < count[call]; i++) {
      if (++looks > mostLooks) {
        return;
      }
      int option = options[i];
      double with = before + mine[option] + toGo.after(call, option);
      if (with + TIE_MICROS < bestValue) {
        current[call] = option;
        for (int edge : group.routes.freeEdgesInto(call)) {
          with += edgeMicros(edge);
        }
        if (with + TIE_MICROS < bestValue && mayGoOn(call)) {
          descend(call + 1, with);
        }
      } else if (CostToGo.beyondRounding(with - before, bestValue - before)) {
        return;
      }
    }
  }

  private boolean mayGoOn(int call) {
    return (gathering == null || gathering.allows(current, call + 1))
        && (floor == null || floor.mayMeet(call, current))
        && (group.routes.node(call, current[call]) != RouteSpace.LOCAL
            || judge.deviceMayRun(current, 0, call + 1));
  }

  private void judgeCurrent() {
    double penalties = 0;
    for (int call = 0; call < current.length; call++) {
      penalties += penalty[call][current[call]];
    }
    long micros = judge.costMicros(current);
    if (micros == RouteJudge.FORBIDDEN || micros + penalties >= bestValue) {
      return;
    }
    if (onTimeOnly && judge.missesDeadline(current)) {
      return;
    }
    found = true;
    bestValue = micros + penalties;
    bestMicros = micros;
    best = Arrays.copyOf(current, current.length);
  }
}
