package dev.continuum.solver.timefold;

import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.compiled.RouteSpace;
import dev.continuum.solver.greedy.Construction;
import dev.continuum.solver.greedy.Guide;
import dev.continuum.solver.state.PlacementState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thinks moves through on the state of a ledger and leaves it as it was: takes parts out, serves
 * them again where that newly costs least, and says which way they went. O(parts × options). Bound
 * to one ledger and its thread.
 */
final class Recreation {

  private final Board board;
  private final Ledger ledger;
  private final PlacementState state;
  private final Guide guide;
  private final Construction construction;
  private final int boardVersion;

  Recreation(Board board, Ledger ledger) {
    this.board = board;
    this.ledger = ledger;
    this.state = ledger.state();
    this.guide = new Guide(board.problem.pairs().size());
    this.construction = new Construction(board.problem, state, guide);
    this.boardVersion = board.version();
    for (int node = 0; node < board.problem.nodes().size; node++) {
      close(node, board.isClosed(node));
    }
  }

  /** Whether this thinks on the state a ledger has now. */
  boolean isOn(Ledger other) {
    return ledger == other && state == other.state() && boardVersion == board.version();
  }

  /** Parts taken out and served again in order, away from some pairs. */
  List<Reroute> recreate(List<Part> ruined, int[] closedPairs) {
    takeOut(ruined);
    for (int pair : closedPairs) {
      guide.close(pair, true);
    }
    List<Reroute> reroutes = new ArrayList<>(ruined.size());
    for (Part part : ruined) {
      reroutes.add(
          new Reroute(part, construction.place(part.group(), part.devices()).orElse(null)));
    }
    for (int pair : closedPairs) {
      guide.close(pair, board.isClosed(board.problem.pairs().node(pair)));
    }
    takeBack(reroutes);
    return reroutes;
  }

  /**
   * One part goes a way, and parts that are there make room for it one after the other, each going
   * where it newly costs least.
   *
   * @param chain the part that goes first, then those that may have to leave
   */
  List<Reroute> eject(List<Part> chain, int[] route) {
    Part first = chain.getFirst();
    List<Reroute> reroutes = new ArrayList<>();
    takeOut(List.of(first));
    int ejected = 1;
    boolean fits = add(first.group(), route, first.devices());
    while (!fits && ejected < chain.size()) {
      add(first.group(), route, -first.devices());
      takeOut(List.of(chain.get(ejected++)));
      fits = add(first.group(), route, first.devices());
    }
    reroutes.add(new Reroute(first, route));
    for (Part part : chain.subList(1, ejected)) {
      reroutes.add(
          new Reroute(part, construction.place(part.group(), part.devices()).orElse(null)));
    }
    takeBack(reroutes);
    return fits ? reroutes : List.of();
  }

  private void takeOut(List<Part> parts) {
    for (Part part : parts) {
      move(part.group(), ledger.counted(part), -part.devices());
    }
  }

  private void takeBack(List<Reroute> reroutes) {
    for (Reroute reroute : reroutes) {
      move(reroute.part().group(), reroute.route(), -reroute.part().devices());
    }
    for (Reroute reroute : reroutes) {
      move(reroute.part().group(), ledger.counted(reroute.part()), reroute.part().devices());
    }
  }

  private void move(CompiledGroup group, int @Nullable [] route, double devices) {
    if (route != null) {
      var unused = add(group, route, devices);
    }
  }

  private boolean add(CompiledGroup group, int[] route, double devices) {
    return state.add(group.index, route, devices);
  }

  private void close(int node, boolean closed) {
    for (int f = 0; f < board.problem.pairs().functions; f++) {
      guide.close(board.problem.pairs().index(f, node), closed);
    }
  }

  /** A route like another but with the calls of one place at another, or null if it has none. */
  static int @Nullable [] shifted(CompiledGroup group, int[] route, int fromNode, int toNode) {
    RouteSpace routes = group.routes;
    int[] shifted = route.clone();
    boolean changed = false;
    for (int call = 0; call < route.length; call++) {
      if (routes.node(call, route[call]) == fromNode) {
        int there = routes.cheapestAt(call, toNode, routes.fixedMicros(call));
        if (there < 0) {
          return null;
        }
        shifted[call] = there;
        changed = true;
      }
    }
    return changed ? shifted : null;
  }
}
