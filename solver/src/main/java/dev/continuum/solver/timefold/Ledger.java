package dev.continuum.solver.timefold;

import ai.timefold.solver.core.api.score.BendableScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.RouteJudge;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.state.Excess;
import dev.continuum.solver.state.PlacementState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The score of a plan, kept as it changes: {@link PlacementState} for levels and cost, and how far
 * rules are broken. A part with a call that has no option, or on a route that no device may take,
 * is unserved; the latter counts as a broken rule besides. A change costs O(calls) and what its
 * nodes have of functions with too many instances. Confined to one thread.
 */
public final class Ledger implements IncrementalScoreCalculator<Plan, BendableScore> {

  private Board board = Board.NONE;
  private PlacementState state = new PlacementState(board.problem);
  private Excess excess = state.excess();
  private Part[] parts = new Part[0];

  /** By part: the route counted in the state, or null. */
  private List<int @Nullable []> counted = new ArrayList<>();

  private boolean[] forbidden = new boolean[0];
  private boolean[] stale = new boolean[0];
  private int[] staleParts = new int[0];
  private int staleCount;
  private long[] nodePpm = new long[0];
  private long[] groupPpm = new long[0];
  private long brokenPpm;
  private int boardVersion;

  /** For the solver. */
  public Ledger() {}

  @Override
  public void resetWorkingSolution(Plan plan) {
    plan.followedBy(this);
    board = plan.board();
    state = new PlacementState(board.problem);
    excess = state.excess();
    parts = plan.parts().toArray(Part[]::new);
    counted = new ArrayList<>(parts.length);
    for (int i = 0; i < parts.length; i++) {
      counted.add(null);
    }
    forbidden = new boolean[parts.length];
    stale = new boolean[parts.length];
    staleParts = new int[parts.length];
    staleCount = 0;
    nodePpm = new long[board.problem.nodes().size];
    groupPpm = new long[board.problem.groups().size()];
    brokenPpm = 0;
    boardVersion = board.version();
    for (int pair : board.forced) {
      var unused = state.force(pair, true);
    }
    for (int node = 0; node < nodePpm.length; node++) {
      recount(node);
    }
    for (CompiledGroup group : board.problem.groups()) {
      recountGroup(group.index);
    }
    for (Part part : parts) {
      count(part);
    }
  }

  @Override
  public void beforeVariableChanged(Object entity, String variable) {
    Part part = ((Stop) entity).part();
    if (!stale[part.index()]) {
      stale[part.index()] = true;
      staleParts[staleCount++] = part.index();
    }
  }

  @Override
  public void afterVariableChanged(Object entity, String variable) {
    // Counted when the score is asked for: a move changes several calls of a part.
  }

  @Override
  public BendableScore calculateScore() {
    Score score = score();
    return BendableScore.of(
        new long[] {-score.brokenPpm()},
        new long[] {-score.unservedMicros(), -score.lateMicros(), -score.costMicros()});
  }

  /** The same in the words of the model. */
  Score score() {
    catchUp();
    Score score = state.score();
    return new Score(
        brokenPpm + excess.acrossNodes(),
        score.unservedMicros(),
        score.lateMicros(),
        score.costMicros());
  }

  /** Counts what changed. */
  void catchUp() {
    for (int i = 0; i < staleCount; i++) {
      int p = staleParts[i];
      stale[p] = false;
      count(parts[p]);
    }
    staleCount = 0;
    if (boardVersion != board.version()) {
      boardVersion = board.version();
      for (int node = 0; node < nodePpm.length; node++) {
        recount(node);
      }
    }
  }

  /** What is counted, once caught up; may be changed if it is changed back. */
  PlacementState state() {
    return state;
  }

  /** The route of a part as counted, or null where it is unserved. */
  int @Nullable [] counted(Part part) {
    return counted.get(part.index());
  }

  private void count(Part part) {
    int p = part.index();
    int[] route = part.route();
    CompiledGroup group = part.group();
    boolean refused = route != null && !mayTake(group, route);
    brokenPpm += (refused ? Rounding.MICRO : 0) - (forbidden[p] ? Rounding.MICRO : 0);
    forbidden[p] = refused;
    int[] to = refused ? null : route;
    int[] from = counted.get(p);
    if (Arrays.equals(from, to)) {
      return;
    }
    if (from != null) {
      var unused = state.add(group.index, from, -part.devices());
    }
    if (to != null) {
      var unused = state.add(group.index, to, part.devices());
    }
    counted.set(p, to);
    recountGroup(group.index);
    recount(group, from);
    recount(group, to);
  }

  static boolean mayTake(CompiledGroup group, int[] route) {
    RouteJudge judge = group.routes.judge();
    return judge.costMicros(route) != RouteJudge.FORBIDDEN
        && !(judge.hardDeadline() && judge.missesDeadline(route));
  }

  private void recountGroup(int group) {
    long now = excess.ofGroup(group);
    brokenPpm += now - groupPpm[group];
    groupPpm[group] = now;
  }

  private void recount(CompiledGroup group, int @Nullable [] route) {
    if (route != null) {
      for (int call = 0; call < route.length; call++) {
        int node = group.routes.node(call, route[call]);
        if (node != RouteSpace.LOCAL) {
          recount(node);
        }
      }
    }
  }

  private void recount(int node) {
    boolean misused = board.isClosed(node) && state.isUsed(node);
    long now = excess.ofNode(node) + (misused ? Rounding.MICRO : 0);
    brokenPpm += now - nodePpm[node];
    nodePpm[node] = now;
  }
}
