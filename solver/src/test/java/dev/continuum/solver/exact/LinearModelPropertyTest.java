package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Dividing rows and leaving out those that cannot be broken loses and adds no solution. */
class LinearModelPropertyTest {

  private static final int VARIABLES = 3;

  /** A row as it was meant. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Meant(long[] coefficients, long limit, int sense) {
    boolean holds(long[] at) {
      long sum = 0;
      for (int v = 0; v < VARIABLES; v++) {
        sum += coefficients[v] * at[v];
      }
      return sense == 0 ? sum <= limit : sense == 1 ? sum >= limit : sum == limit;
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void keepsExactlyTheSolutions(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LinearModel model = new LinearModel();
    for (int v = 0; v < VARIABLES; v++) {
      model.variable(random.nextInt(2), 1 + random.nextInt(4), true);
    }
    int rule = model.rule("ANY", "all");
    List<Meant> meant = new ArrayList<>();
    for (int row = 0; row < 3; row++) {
      long divisor = 1L + random.nextInt(6);
      long[] coefficients = new long[VARIABLES];
      Terms terms = new Terms();
      for (int v = 0; v < VARIABLES; v++) {
        coefficients[v] = divisor * (random.nextInt(9) - 4);
        long some = divisor * (random.nextInt(9) - 4);
        terms.add(v, coefficients[v] - some).add(VARIABLES - 1 - v, 0).add(v, some);
      }
      long limit = random.nextInt(40) - 10L;
      int sense = random.nextInt(3);
      meant.add(new Meant(coefficients, limit, sense));
      switch (sense) {
        case 0 -> model.atMost(terms, limit, rule);
        case 1 -> model.atLeast(terms, limit, rule);
        default -> model.exactly(terms, limit, rule);
      }
    }
    // Solvers take the last of two coefficients of a variable, not their sum.
    assertThat(model.rows())
        .allMatch(
            row -> IntStream.of(row.variables()).distinct().count() == row.variables().length);
    long[] at = new long[VARIABLES];
    for (at[0] = model.lower(0); at[0] <= model.upper(0); at[0]++) {
      for (at[1] = model.lower(1); at[1] <= model.upper(1); at[1]++) {
        for (at[2] = model.lower(2); at[2] <= model.upper(2); at[2]++) {
          assertThat(model.rows().stream().allMatch(row -> holds(row, at)))
              .as("%s at %s", meant, at)
              .isEqualTo(meant.stream().allMatch(row -> row.holds(at)));
        }
      }
    }
  }

  private static boolean holds(LinearModel.Row row, long[] at) {
    long sum = 0;
    for (int i = 0; i < row.variables().length; i++) {
      sum += row.coefficients()[i] * at[row.variables()[i]];
    }
    return row.equality() ? sum == row.limit() : sum <= row.limit();
  }
}
