package dev.continuum.solver.volume;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.compiled.Nearest;
import dev.continuum.solver.compiled.PairTable;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Serves groups on few places each: all calls together on a node near the clients, on one that
 * already keeps instances of the application, on one without limits, or on the device. A group
 * takes the place that adds least to the cost, instances included, and is split where it does not
 * fit. O(groups × places). Not thread-safe.
 */
public final class NearConstruction {

  private static final int NEAREST = 6;
  private static final int POOLS = 4;

  private final CompiledProblem problem;
  private final PlacementState state;
  private final int[] unlimited;
  private final Map<Integer, int[]> near = new HashMap<>();

  /** Nodes that last took groups of an application, the latest first. */
  private final Map<Integer, int[]> pools = new HashMap<>();

  @SuppressWarnings("ArrayRecordComponent")
  private record Choice(int[] route, long micros, double total, int node) {}

  /** On a state, which it changes. */
  public NearConstruction(CompiledProblem problem, PlacementState state) {
    this.problem = problem;
    this.state = state;
    int[] free = new int[problem.nodes().size];
    int count = 0;
    for (int n = 0; n < free.length; n++) {
      if (problem.nodes().hasEndlessMemory(n) && count < NEAREST) {
        free[count++] = n;
      }
    }
    unlimited = Arrays.copyOf(free, count);
  }

  /** Serves what is unserved of a group; returns whether all is. */
  public boolean serve(CompiledGroup group) {
    double left = state.unserved(group.index);
    double most = left;
    while (left > 0 && most >= 1) {
      if (placed(group, most)) {
        left = state.unserved(group.index);
        most = left;
      } else {
        most = Math.floor(most / 2);
      }
    }
    return left <= 0;
  }

  /** The same, but on a node without limits wherever that is on time. O(1) for most groups. */
  boolean serveFar(CompiledGroup group) {
    RouteJudge judge = group.routes.judge();
    double devices = state.unserved(group.index);
    List<Choice> choices = new ArrayList<>();
    for (int n : unlimited) {
      together(group, n, devices, choices);
      if (!choices.isEmpty()
          && !(judge.hasDeadline() && judge.missesDeadline(choices.getFirst().route))
          && fits(group, choices.getFirst(), devices)) {
        return true;
      }
      choices.clear();
    }
    return serve(group);
  }

  /** Serves a group anew; takes back what is not better. Returns whether it was. */
  boolean serveAnew(CompiledGroup group) {
    var rank = state.unservedWeight();
    double late = state.late();
    double cost = state.cost();
    List<RouteShare> before = state.clear(group.index);
    serve(group);
    boolean better =
        state.unservedWeight() < rank
            || (state.unservedWeight() == rank
                && (state.late() < late || (state.late() == late && state.cost() < cost)));
    if (!better) {
      var unused = state.clear(group.index);
      state.restore(group.index, before);
    }
    return better;
  }

  private boolean placed(CompiledGroup group, double devices) {
    List<Choice> choices = choices(group, devices);
    choices.sort(Comparator.comparingDouble(Choice::total));
    RouteJudge judge = group.routes.judge();
    List<Choice> lateOnes = new ArrayList<>();
    for (Choice choice : choices) {
      if (judge.hasDeadline() && judge.missesDeadline(choice.route)) {
        lateOnes.add(choice);
      } else if (fits(group, choice, devices)) {
        return true;
      }
    }
    if (!judge.hardDeadline()) {
      for (Choice choice : lateOnes) {
        if (fits(group, choice, devices)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean fits(CompiledGroup group, Choice choice, double devices) {
    boolean fits = state.put(group.index, choice.route, devices, choice.micros);
    if (fits && choice.node != RouteSpace.LOCAL) {
      remember(group.app, choice.node);
    }
    return fits;
  }

  private void remember(int app, int node) {
    int[] known = pools.computeIfAbsent(app, key -> filled());
    int at = 0;
    while (at < POOLS - 1 && known[at] != node) {
      at++;
    }
    System.arraycopy(known, 0, known, 1, at);
    known[0] = node;
  }

  private static int[] filled() {
    int[] none = new int[POOLS];
    Arrays.fill(none, RouteSpace.LOCAL);
    return none;
  }

  private List<Choice> choices(CompiledGroup group, double devices) {
    List<Choice> choices = new ArrayList<>();
    together(group, RouteSpace.LOCAL, devices, choices);
    for (int n : unlimited) {
      together(group, n, devices, choices);
    }
    int[] nearest = near.computeIfAbsent(group.routes.judge().clientPoint(), p -> nearest(group));
    for (int n : nearest) {
      together(group, n, devices, choices);
    }
    for (int n : pools.getOrDefault(group.app, new int[0])) {
      if (n != RouteSpace.LOCAL && Arrays.stream(nearest).noneMatch(other -> other == n)) {
        together(group, n, devices, choices);
      }
    }
    return choices;
  }

  private int[] nearest(CompiledGroup group) {
    RouteJudge judge = group.routes.judge();
    return Nearest.of(
        IntStream.range(0, problem.nodes().size).filter(n -> !problem.nodes().hasEndlessMemory(n)),
        n -> judge.latencyMicros(RouteSpace.LOCAL, n),
        NEAREST);
  }

  /** The route with every call on a node, or where it must be; with what it newly costs. */
  private void together(CompiledGroup group, int node, double devices, List<Choice> choices) {
    RouteSpace routes = group.routes;
    PairTable pairs = problem.pairs();
    int[] route = new int[routes.calls()];
    double added = 0;
    for (int v = 0; v < route.length; v++) {
      int option = routes.firstAt(v, node);
      option = option < 0 ? routes.firstAt(v, RouteSpace.LOCAL) : option;
      if (option < 0) {
        return;
      }
      route[v] = option;
      int at = routes.node(v, option);
      if (at != RouteSpace.LOCAL) {
        added +=
            state.marginal(
                pairs.index(routes.function(v, option), at),
                devices * routes.loadNanos(v),
                devices * routes.cpuNanocores(v, option));
      }
    }
    if (added == Double.POSITIVE_INFINITY) {
      return;
    }
    long micros = routes.judge().costMicros(route);
    if (micros != RouteJudge.FORBIDDEN) {
      choices.add(new Choice(route, micros, devices * micros + added, node));
    }
  }
}
