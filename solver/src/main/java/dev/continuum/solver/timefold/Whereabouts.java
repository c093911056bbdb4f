package dev.continuum.solver.timefold;

import dev.continuum.solver.compiled.RouteSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Finds parts by where they are, from a random one onwards: O(parts). Bound to one plan. */
final class Whereabouts {

  private final Plan plan;

  /** Which calls of a part count. */
  private interface Sought {
    boolean is(int function, int node);
  }

  Whereabouts(Plan plan) {
    this.plan = plan;
  }

  Part any(RandomGenerator random) {
    return plan.parts().get(random.nextInt(plan.parts().size()));
  }

  /** Where a call of some part is, or -1. */
  int anyNode(RandomGenerator random) {
    Part part = any(random);
    int[] route = part.route();
    if (route == null) {
      return -1;
    }
    int call = random.nextInt(route.length);
    return part.group().routes.node(call, route[call]);
  }

  /** What serves a call of some part. */
  int anyFunction(RandomGenerator random) {
    Part part = any(random);
    int call = random.nextInt(part.stops().size());
    Integer option = part.stops().get(call).getOption();
    return part.group().routes.function(call, option == null ? 0 : option);
  }

  @Nullable Part someOn(int node, RandomGenerator random) {
    List<Part> one = on(node, 1, random);
    return one.isEmpty() ? null : one.getFirst();
  }

  /** Parts with a call on a node, at most so many. */
  List<Part> on(int node, int most, RandomGenerator random) {
    return node < 0 ? List.of() : find((f, n) -> n == node, most, random);
  }

  /** Parts with a call that a function serves on a node. */
  List<Part> with(int function, int node, int most, RandomGenerator random) {
    return find((f, n) -> f == function && n == node, most, random);
  }

  /** Parts with a call that a function serves on any node. */
  List<Part> with(int function, int most, RandomGenerator random) {
    return find((f, n) -> f == function && n != RouteSpace.LOCAL, most, random);
  }

  private List<Part> find(Sought sought, int most, RandomGenerator random) {
    List<Part> parts = plan.parts();
    List<Part> found = new ArrayList<>();
    int start = random.nextInt(parts.size());
    for (int i = 0; i < parts.size() && found.size() < most; i++) {
      Part part = parts.get(start + i < parts.size() ? start + i : start + i - parts.size());
      if (matches(part, sought)) {
        found.add(part);
      }
    }
    return found;
  }

  private static boolean matches(Part part, Sought sought) {
    RouteSpace routes = part.group().routes;
    for (int call = 0; call < part.stops().size(); call++) {
      Integer option = part.stops().get(call).getOption();
      if (option != null && sought.is(routes.function(call, option), routes.node(call, option))) {
        return true;
      }
    }
    return false;
  }
}
