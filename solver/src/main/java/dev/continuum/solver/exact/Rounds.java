package dev.continuum.solver.exact;

import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Level;
import dev.continuum.solver.compiled.CompiledGroup;
import dev.continuum.solver.search.Search;
import dev.continuum.solver.state.CompiledPlacement;
import dev.continuum.solver.state.PlacementState;
import dev.continuum.solver.state.RouteShare;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns solver output into offers and proofs, and the incumbent into a hint, for one level. */
final class Rounds implements ModelSolver.Progress {

  private static final double NEGLIGIBLE = 1e-9;

  private final Search search;
  private final Encoding encoding;
  private final Level level;
  private final boolean complete;

  /** Bounds count only if the encoding holds every route of every group. */
  Rounds(Search search, Encoding encoding, Level level, boolean complete) {
    this.search = search;
    this.encoding = encoding;
    this.level = level;
    this.complete = complete;
  }

  String name() {
    String solver = search.problem().anyDivisible() ? "scip" : "cp-sat";
    return complete ? solver : "neighbourhood";
  }

  @Override
  public void solution(double[] values) {
    PlacementState state = new PlacementState(search.problem());
    for (int pair = 0; pair < encoding.step.length; pair++) {
      int[] step = encoding.step[pair];
      if (step != null && step.length > 0 && values[step[0]] > 0.5) {
        var unused = state.force(pair, true);
      }
    }
    boolean fits = true;
    for (CompiledGroup group : search.problem().groups()) {
      fits &= addGroup(state, group, values);
    }
    if (fits && state.complete()) {
      search.offer(state.snapshot(), name());
    }
  }

  private boolean addGroup(PlacementState state, CompiledGroup group, double[] values) {
    boolean fits = true;
    double served = 0;
    int from = encoding.firstColumn[group.index];
    int to = encoding.firstColumn[group.index + 1];
    double[] devices = new double[to - from];
    for (int c = from; c < to; c++) {
      double value = values[encoding.count[c]];
      double count = group.divisible ? value : Math.rint(value);
      devices[c - from] = count > NEGLIGIBLE * group.devices ? count : 0;
      served += devices[c - from];
    }
    double whole = served;
    if (group.divisible && served > 0) {
      boolean all = served > group.devices * (1 - 1e-7);
      whole = all || served > group.devices ? group.devices : served;
    }
    for (int c = from; c < to; c++) {
      if (devices[c - from] > 0) {
        Column column = encoding.columns.get(c);
        double count = devices[c - from] * (whole / served);
        fits &= state.add(group.index, column.route(), count, column.micros());
      }
    }
    return fits;
  }

  @Override
  public void bound(long value) {
    if (complete && value != Long.MIN_VALUE) {
      search.prove(level, value, BoundKind.TREE, name());
    }
  }

  /** The incumbent as values of all variables, or nothing if it uses a route that is no column. */
  double[] hint() {
    Optional<CompiledPlacement> incumbent = search.incumbent();
    if (incumbent.isEmpty()) {
      return new double[0];
    }
    double[] hint = new double[encoding.model.variables()];
    for (CompiledGroup group : search.problem().groups()) {
      double left = group.devices;
      for (RouteShare share : incumbent.get().shares().get(group.index)) {
        int[] route = share.route();
        for (int c = encoding.firstColumn[group.index];
            c < encoding.firstColumn[group.index + 1];
            c++) {
          if (Arrays.equals(encoding.columns.get(c).route(), route)) {
            hint[encoding.count[c]] += share.devices();
            left -= share.devices();
          }
        }
      }
      if (encoding.unserved[group.index] != Encoding.NONE) {
        hint[encoding.unserved[group.index]] = left;
      }
    }
    List<Long> warm = incumbent.get().warm();
    for (int pair = 0; pair < encoding.step.length; pair++) {
      int[] step = encoding.step[pair];
      for (int k = 0; step != null && k < step.length; k++) {
        hint[step[k]] = k < warm.get(pair) ? 1 : 0;
      }
      boolean present = incumbent.get().acquired().get(pair);
      if (encoding.present[pair] != Encoding.NONE) {
        hint[encoding.present[pair]] = present ? 1 : 0;
      }
      int active = encoding.active[search.problem().pairs().node(pair)];
      if (present && active != Encoding.NONE) {
        hint[active] = 1;
      }
    }
    return hint;
  }
}
