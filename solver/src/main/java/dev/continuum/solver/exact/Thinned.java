package dev.continuum.solver.exact;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The rows of some rules, without what cannot matter to whether they hold together: a variable that
 * only presses on limits is at its least, one that only relieves them at its most, and a row that
 * can then no longer be broken is left out, over and over. A conflict of a few rules of a large
 * problem is so a small model. Linear in what is not zero.
 */
final class Thinned {

  private final LinearModel from;
  private final List<LinearModel.Row> rows;
  private final IntPredicate kept;

  /** Rows by variable. */
  private final int[][] uses;

  /**
   * How many of the rows left a variable relieves (negative) or presses on; equalities are both.
   */
  private final int[] relieves;

  private final int[] presses;
  private final boolean[] gone;
  private final boolean[] settled;
  private final long[] value;
  private final ArrayDeque<Integer> open = new ArrayDeque<>();

  private Thinned(LinearModel from, IntPredicate keptRules) {
    this.from = from;
    this.rows = from.rows();
    this.kept = keptRules;
    relieves = new int[from.variables()];
    presses = new int[from.variables()];
    settled = new boolean[from.variables()];
    value = new long[from.variables()];
    gone = new boolean[rows.size()];
    int[] count = new int[from.variables()];
    for (int r = 0; r < rows.size(); r++) {
      gone[r] = !kept.test(rows.get(r).rule());
      if (!gone[r]) {
        count(rows.get(r), 1);
        Arrays.stream(rows.get(r).variables()).forEach(v -> count[v]++);
      }
    }
    uses = new int[from.variables()][];
    Arrays.setAll(uses, v -> new int[count[v]]);
    for (int r = 0; r < rows.size(); r++) {
      if (!gone[r]) {
        for (int v : rows.get(r).variables()) {
          uses[v][--count[v]] = r;
        }
      }
    }
  }

  /** The model of the rules that are kept. */
  static LinearModel of(LinearModel from, IntPredicate keptRules) {
    return of(from, keptRules, from.variables());
  }

  /** The same, where the variables from some index on are to be as small as can be. */
  static LinearModel of(LinearModel from, IntPredicate keptRules, int firstPriced) {
    Thinned thinned = new Thinned(from, keptRules);
    for (int v = firstPriced; v < from.variables(); v++) {
      thinned.presses[v]++;
    }
    thinned.settle();
    return thinned.rest();
  }

  private void count(LinearModel.Row row, int by) {
    for (int i = 0; i < row.variables().length; i++) {
      int v = row.variables()[i];
      if (row.equality() || row.coefficients()[i] < 0) {
        relieves[v] += by;
      }
      if (row.equality() || row.coefficients()[i] > 0) {
        presses[v] += by;
      }
    }
  }

  private void settle() {
    for (int r = 0; r < rows.size(); r++) {
      drop(r);
    }
    for (int v = 0; v < value.length; v++) {
      open.add(v);
    }
    while (!open.isEmpty()) {
      int v = open.remove();
      if (!settled[v] && (relieves[v] == 0 || presses[v] == 0)) {
        settled[v] = true;
        value[v] = relieves[v] == 0 ? from.lower(v) : from.upper(v);
        for (int r : uses[v]) {
          drop(r);
        }
      }
    }
  }

  /** Leaves out a row that no values can break. */
  private void drop(int r) {
    LinearModel.Row row = rows.get(r);
    if (gone[r] || row.equality()) {
      return;
    }
    double most = 0;
    for (int i = 0; i < row.variables().length; i++) {
      int v = row.variables()[i];
      long coefficient = row.coefficients()[i];
      long at = settled[v] ? value[v] : coefficient > 0 ? from.upper(v) : from.lower(v);
      most += (double) coefficient * at;
    }
    if (most <= row.limit()) {
      gone[r] = true;
      count(row, -1);
      for (int v : row.variables()) {
        open.add(v);
      }
    }
  }

  private LinearModel rest() {
    LinearModel rest = new LinearModel();
    int[] index = new int[value.length];
    Arrays.fill(index, -1);
    for (int r = 0; r < rows.size(); r++) {
      if (!gone[r]) {
        rest.rows().add(moved(rows.get(r), rest, index));
      }
    }
    return rest;
  }

  private LinearModel.Row moved(LinearModel.Row row, LinearModel rest, int[] index) {
    Terms terms = new Terms();
    long limit = row.limit();
    for (int i = 0; i < row.variables().length; i++) {
      int v = row.variables()[i];
      if (settled[v]) {
        limit -= row.coefficients()[i] * value[v];
      } else {
        if (index[v] < 0) {
          index[v] = rest.variable(from.lower(v), from.upper(v), from.whole(v));
        }
        terms.add(index[v], row.coefficients()[i]);
      }
    }
    return new LinearModel.Row(
        terms.variables(),
        terms.coefficients(),
        limit,
        row.equality(),
        row.rule(),
        row.unit(),
        row.declared());
  }
}
