package dev.continuum.solver.price;

import dev.continuum.solver.compiled.CompiledGroup;
import java.util.HashMap;
import java.util.Map;

/** Calls that are the same call of the same application, over all groups. */
final class CallKinds {

  private record Kind(int app, int call) {}

  private CallKinds() {}

  /** The kind of every call, dense; -1 for calls without items to price. */
  static int[] of(Items items) {
    int[] kind = new int[items.calls];
    Map<Kind, Integer> known = new HashMap<>();
    for (CompiledGroup group : items.problem.groups()) {
      for (int v = 0; v < group.routes.calls(); v++) {
        boolean priced = false;
        for (int i = items.first[group.index][v]; i < items.first[group.index][v + 1]; i++) {
          priced |= items.pair[i] >= 0;
        }
        Kind it = new Kind(group.app, v);
        kind[items.firstCall[group.index] + v] =
            priced ? known.computeIfAbsent(it, key -> known.size()) : -1;
      }
    }
    return kind;
  }
}
