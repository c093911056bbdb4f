package dev.continuum.solver.exact;

import dev.continuum.solver.Conflict.ConflictingRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A linear program with integer coefficients, some of whose variables are whole. Rows carry the
 * rule they encode, so that a conflict can be told in the model's words. Rows that no values within
 * bounds can break are left out; the others are divided by their greatest common divisor.
 */
final class LinearModel {

  /**
   * Σ coefficients × variables &le; limit, or = limit.
   *
   * @param unit what the coefficients were divided by
   * @param declared the limit before that
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Row(
      int[] variables,
      long[] coefficients,
      long limit,
      boolean equality,
      int rule,
      long unit,
      long declared) {}

  private final List<Long> lower = new ArrayList<>();
  private final List<Long> upper = new ArrayList<>();
  private final List<Boolean> whole = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<ConflictingRule> rules = new ArrayList<>();

  /** Where a variable stands in the row that is being added, if it stands there. */
  private int[] place = new int[64];

  int variables() {
    return lower.size();
  }

  long lower(int variable) {
    return lower.get(variable);
  }

  long upper(int variable) {
    return upper.get(variable);
  }

  boolean whole(int variable) {
    return whole.get(variable);
  }

  List<Row> rows() {
    return rows;
  }

  ConflictingRule rule(int index) {
    return rules.get(index);
  }

  int rules() {
    return rules.size();
  }

  /** Narrows a variable's bounds to one value. */
  void fix(int variable, long value) {
    bound(variable, value, value);
  }

  /** Sets a variable's bounds. */
  void bound(int variable, long least, long most) {
    lower.set(variable, least);
    upper.set(variable, most);
  }

  int variable(long least, long most, boolean isWhole) {
    lower.add(least);
    upper.add(most);
    whole.add(isWhole);
    return lower.size() - 1;
  }

  int binary() {
    return variable(0, 1, true);
  }

  /** Names the rule of the rows that follow. */
  int rule(String kind, String subject) {
    rules.add(new ConflictingRule(kind, subject));
    return rules.size() - 1;
  }

  /** Adds Σ &le; limit, or nothing where it cannot be broken; returns the row's number, or -1. */
  int atMost(Terms terms, long limit, int rule) {
    if (terms.most(this) <= limit) {
      return -1;
    }
    return atMostLater(terms, limit, rule);
  }

  /** Adds Σ &le; limit, even where nothing can break it yet; returns the row's number. */
  int atMostLater(Terms terms, long limit, int rule) {
    add(terms, limit, false, rule);
    return rows.size() - 1;
  }

  /** Adds Σ &ge; limit, or nothing where it cannot be broken. */
  void atLeast(Terms terms, long limit, int rule) {
    atMost(terms.negated(), -limit, rule);
  }

  /** Adds Σ = limit. */
  void exactly(Terms terms, long limit, int rule) {
    add(terms, limit, true, rule);
  }

  /** Adds to the coefficient of a variable in a row, which need not hold it yet. */
  void extend(int row, int variable, long coefficient) {
    Row old = rows.get(row);
    Terms terms = new Terms();
    for (int i = 0; i < old.variables.length; i++) {
      terms.add(old.variables[i], old.coefficients[i] * old.unit);
    }
    terms.add(variable, coefficient);
    rows.set(row, row(once(terms), old.declared, old.equality, old.rule));
  }

  private void add(Terms terms, long limit, boolean equality, int rule) {
    rows.add(row(once(terms), limit, equality, rule));
  }

  private Row row(Terms once, long limit, boolean equality, int rule) {
    int[] variables = once.variables();
    long[] coefficients = once.coefficients();
    long divisor = 0;
    boolean allWhole = true;
    for (int i = 0; i < coefficients.length; i++) {
      divisor = gcd(divisor, Math.abs(coefficients[i]));
      allWhole &= whole.get(variables[i]);
    }
    long unit = 1;
    long divided = limit;
    if (divisor > 1 && (limit % divisor == 0 || (allWhole && !equality))) {
      for (int i = 0; i < coefficients.length; i++) {
        coefficients[i] /= divisor;
      }
      divided = Math.floorDiv(limit, divisor);
      unit = divisor;
    }
    return new Row(variables, coefficients, divided, equality, rule, unit, limit);
  }

  /** Each variable once: solvers take the last of two coefficients, not their sum. */
  private Terms once(Terms terms) {
    int[] variables = terms.variables();
    long[] coefficients = terms.coefficients();
    if (place.length < lower.size()) {
      place = Arrays.copyOf(place, 2 * lower.size());
    }
    int count = 0;
    for (int i = 0; i < variables.length; i++) {
      int at = place[variables[i]];
      if (at < count && variables[at] == variables[i]) {
        coefficients[at] += coefficients[i];
      } else {
        place[variables[i]] = count;
        variables[count] = variables[i];
        coefficients[count++] = coefficients[i];
      }
    }
    Terms once = new Terms();
    for (int i = 0; i < count; i++) {
      var unused = once.add(variables[i], coefficients[i]);
    }
    return once;
  }

  static long gcd(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }
}
