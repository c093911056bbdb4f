package dev.continuum.solver.timefold;

import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Moves at random: a call or all calls of a place to a candidate, two parts in each other's places,
 * a part into a full place whose parts make room (ejection chain), a function or everything off a
 * node, and ruin and recreate around a node, a function or a region. Never ends; stops the solver
 * when its board says so. Bound to one plan and its thread.
 */
final class Moves implements Iterator<RouteMove> {

  private static final int[] NOWHERE = new int[0];
  private static final RouteMove NOTHING = new RouteMove("nothing", List.of());
  private static final int MOST_CHAINED = 6;
  private static final int MOST_EVACUATED = 40;
  private static final int MOST_RUINED = 12;
  private static final int TRIES = 8;
  private static final int WATCH_EVERY = 16;

  private final Plan plan;
  private final Board board;
  private final RandomGenerator random;
  private final Candidates candidates;
  private final Whereabouts whereabouts;
  private @Nullable Recreation recreation;
  private int drawn;

  Moves(Plan plan, RandomGenerator random) {
    this.plan = plan;
    this.board = plan.board();
    this.random = random;
    this.candidates = new Candidates(board.problem);
    this.whereabouts = new Whereabouts(plan);
  }

  boolean areOf(Plan other) {
    return plan == other;
  }

  @Override
  public boolean hasNext() {
    return !plan.parts().isEmpty();
  }

  @Override
  public RouteMove next() {
    if (drawn++ % WATCH_EVERY == 0) {
      board.stopWhenOver();
    }
    for (int i = 0; i < TRIES; i++) {
      RouteMove move = draw();
      if (move != NOTHING) {
        return move;
      }
    }
    return NOTHING;
  }

  private RouteMove draw() {
    int dice = random.nextInt(100);
    if (dice < 45) {
      return change();
    }
    if (dice < 60) {
      return swap();
    }
    if (dice < 75) {
      return eject();
    }
    return dice < 82 ? evacuate() : ruin();
  }

  private RouteMove change() {
    Part part = whereabouts.any(random);
    int[] route = part.route();
    if (route == null) {
      return of("serve", thinking().recreate(List.of(part), NOWHERE));
    }
    int call = random.nextInt(route.length);
    int to = candidates.draw(part.group(), call, random);
    if (to == route[call]) {
      return NOTHING;
    }
    RouteSpace routes = part.group().routes;
    if (random.nextBoolean()) {
      int there = routes.node(call, to);
      int[] together =
          there == RouteSpace.LOCAL
              ? null
              : Recreation.shifted(part.group(), route, routes.node(call, route[call]), there);
      if (together != null) {
        together[call] = to;
        return of("shift", List.of(new Reroute(part, together)));
      }
    }
    int[] changed = route.clone();
    changed[call] = to;
    return of("change", List.of(new Reroute(part, changed)));
  }

  private RouteMove swap() {
    Part one = whereabouts.any(random);
    int[] route = one.route();
    if (route == null) {
      return NOTHING;
    }
    int call = random.nextInt(route.length);
    int here = one.group().routes.node(call, route[call]);
    int there = one.group().routes.node(call, candidates.draw(one.group(), call, random));
    if (here == there || here == RouteSpace.LOCAL || there == RouteSpace.LOCAL) {
      return NOTHING;
    }
    Part other = whereabouts.someOn(there, random);
    if (other == null || other == one) {
      return NOTHING;
    }
    int[] back = other.route();
    int[] mine = Recreation.shifted(one.group(), route, here, there);
    int[] theirs = back == null ? null : Recreation.shifted(other.group(), back, there, here);
    return mine == null || theirs == null
        ? NOTHING
        : of("swap", List.of(new Reroute(one, mine), new Reroute(other, theirs)));
  }

  private RouteMove eject() {
    Part one = whereabouts.any(random);
    int[] route = one.route();
    if (route == null) {
      return NOTHING;
    }
    int call = random.nextInt(route.length);
    int to = candidates.draw(one.group(), call, random);
    int there = one.group().routes.node(call, to);
    int here = one.group().routes.node(call, route[call]);
    if (there == RouteSpace.LOCAL || here == there) {
      return NOTHING;
    }
    int[] aimed = Recreation.shifted(one.group(), route, here, there);
    if (aimed == null) {
      aimed = route.clone();
      aimed[call] = to;
    }
    if (!Ledger.mayTake(one.group(), aimed)) {
      return NOTHING;
    }
    List<Part> chain = new ArrayList<>();
    chain.add(one);
    for (Part other : whereabouts.on(there, MOST_CHAINED, random)) {
      if (other != one) {
        chain.add(other);
      }
    }
    return of("eject", thinking().eject(chain, aimed));
  }

  /** A function, or everything, leaves a node. */
  private RouteMove evacuate() {
    int node = whereabouts.anyNode(random);
    if (node < 0) {
      return NOTHING;
    }
    int function = random.nextInt(board.problem.pairs().functions + 1);
    boolean all = function == board.problem.pairs().functions;
    List<Part> leaving =
        all
            ? whereabouts.on(node, MOST_EVACUATED, random)
            : whereabouts.with(function, node, MOST_EVACUATED, random);
    return leaving.isEmpty()
        ? NOTHING
        : of("evacuate", thinking().recreate(leaving, all ? pairsOn(node) : pair(function, node)));
  }

  private RouteMove ruin() {
    int most = 2 + random.nextInt(MOST_RUINED - 1);
    List<Part> ruined =
        switch (random.nextInt(3)) {
          case 0 -> whereabouts.on(whereabouts.anyNode(random), most, random);
          case 1 -> whereabouts.with(whereabouts.anyFunction(random), most, random);
          default -> region(most);
        };
    return ruined.isEmpty() ? NOTHING : of("ruin", thinking().recreate(ruined, NOWHERE));
  }

  /** Parts on a node and on those that are candidates of one that is there. */
  private List<Part> region(int most) {
    Part seed = whereabouts.any(random);
    List<Part> region = new ArrayList<>();
    region.add(seed);
    for (int i = 0; i < TRIES && region.size() < most; i++) {
      int call = random.nextInt(seed.stops().size());
      int node = seed.group().routes.node(call, candidates.draw(seed.group(), call, random));
      for (Part near : whereabouts.on(node, 2, random)) {
        if (!region.contains(near)) {
          region.add(near);
        }
      }
    }
    return region;
  }

  private int[] pair(int function, int node) {
    return new int[] {board.problem.pairs().index(function, node)};
  }

  private int[] pairsOn(int node) {
    int[] pairs = new int[board.problem.pairs().functions];
    for (int f = 0; f < pairs.length; f++) {
      pairs[f] = board.problem.pairs().index(f, node);
    }
    return pairs;
  }

  private static RouteMove of(String name, List<Reroute> reroutes) {
    boolean forbidden =
        reroutes.stream()
            .anyMatch(
                each -> each.route() != null && !Ledger.mayTake(each.part().group(), each.route()));
    return forbidden || reroutes.isEmpty() ? NOTHING : new RouteMove(name, reroutes);
  }

  private Recreation thinking() {
    Ledger ledger = plan.ledger();
    if (ledger == null) {
      throw new IllegalStateException("No ledger follows the plan.");
    }
    ledger.catchUp();
    Recreation known = recreation;
    if (known == null || !known.isOn(ledger)) {
      known = new Recreation(board, ledger);
      recreation = known;
    }
    return known;
  }
}
