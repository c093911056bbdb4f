package dev.continuum.solver.timefold;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Divides the devices of groups into parts that go one way, and puts them together again. */
final class Parting {

  /** No more parts than this in all, however many devices there are. */
  private static final int MOST_PARTS = 20_000;

  private static final int MOST_OF_A_GROUP = 6;

  private Parting() {}

  /** A plan that holds a placement: shares in parts of random sizes, whole devices where asked. */
  static Plan divide(Board board, PlacementState state, SplittableRandom random) {
    List<Part> parts = new ArrayList<>();
    int groups = board.problem.groups().size();
    int most = Math.clamp(MOST_PARTS / Math.max(1, groups), 1, MOST_OF_A_GROUP);
    for (CompiledGroup group : board.problem.groups()) {
      if (!canBeServed(group)) {
        continue;
      }
      List<RouteShare> shares = state.shares(group.index);
      int each = Math.max(1, most / Math.max(1, shares.size()));
      for (RouteShare share : shares) {
        cut(parts, group, share.devices(), share.route(), 1 + random.nextInt(each), random);
      }
      double left = state.unserved(group.index);
      if (left > PlacementState.DIVISIBLE_TOLERANCE * group.devices) {
        cut(parts, group, left, null, each, random);
      }
    }
    return new Plan(board, parts);
  }

  private static boolean canBeServed(CompiledGroup group) {
    return IntStream.range(0, group.routes.calls()).allMatch(v -> group.routes.options(v) > 0);
  }

  private static void cut(
      List<Part> parts,
      CompiledGroup group,
      double devices,
      int @Nullable [] route,
      int pieces,
      SplittableRandom random) {
    double left = devices;
    for (int piece = pieces; piece > 1 && left > 1; piece--) {
      double size = left * (0.5 + random.nextDouble()) / piece;
      size = group.divisible ? size : Math.max(1, Math.rint(size));
      if (size < left) {
        parts.add(new Part(parts.size(), group, size, route));
        left -= size;
      }
    }
    parts.add(new Part(parts.size(), group, left, route));
  }

  /** The placement that a plan holds; ways no device may take are left unserved. */
  static PlacementState state(Plan plan) {
    Ledger ledger = new Ledger();
    ledger.resetWorkingSolution(plan);
    return ledger.state();
  }
}
