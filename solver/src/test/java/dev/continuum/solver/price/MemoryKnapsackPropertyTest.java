package dev.continuum.solver.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Packing memory against trying every choice. */
class MemoryKnapsackPropertyTest {

  private static final int MOST_FUNCTIONS = 4;

  /** One packing problem. */
  private static final class Drawn {
    final double[][] gain;
    final int[][] counts;
    final int[] steps;
    final long[] memory;
    final long capacity;

    Drawn(SplittableRandom random, long unit, int mostMemory, int mostCapacity) {
      int functions = 1 + random.nextInt(MOST_FUNCTIONS);
      gain = new double[functions][];
      counts = new int[functions][];
      steps = new int[functions];
      memory = new long[functions];
      for (int f = 0; f < functions; f++) {
        steps[f] = random.nextInt(5);
        gain[f] = new double[steps[f] + 1];
        counts[f] = new int[steps[f] + 1];
        for (int k = 1; k <= steps[f]; k++) {
          counts[f][k] = counts[f][k - 1] + 1 + random.nextInt(2);
          gain[f][k] = random.nextInt(40) - 5;
        }
        memory[f] = unit * (1L + random.nextInt(mostMemory));
      }
      capacity = unit * random.nextInt(mostCapacity);
    }

    double gain(int[] chosen) {
      double sum = 0;
      for (int f = 0; f < chosen.length; f++) {
        sum += gain[f][chosen[f]];
      }
      return sum;
    }

    long memory(int[] chosen) {
      long sum = 0;
      for (int f = 0; f < chosen.length; f++) {
        sum += (long) counts[f][chosen[f]] * memory[f];
      }
      return sum;
    }

    double best(int[] chosen, int f) {
      if (f == chosen.length) {
        return memory(chosen) <= capacity ? gain(chosen) : Double.NEGATIVE_INFINITY;
      }
      double best = Double.NEGATIVE_INFINITY;
      for (int k = 0; k <= steps[f]; k++) {
        chosen[f] = k;
        best = Math.max(best, best(chosen, f + 1));
      }
      return best;
    }

    int[] packed(MemoryKnapsack knapsack) {
      int[] chosen = new int[steps.length];
      knapsack.pack(gain, counts, steps, memory, capacity, chosen);
      return chosen;
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void isExactWhereUnitsAreFineEnough(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MemoryKnapsack knapsack = new MemoryKnapsack();
    for (int again = 0; again < 3; again++) {
      Drawn drawn = new Drawn(random, 64 << 20, 4, 24);
      int[] chosen = drawn.packed(knapsack);
      assertThat(drawn.memory(chosen)).isLessThanOrEqualTo(drawn.capacity);
      assertThat(drawn.gain(chosen)).isCloseTo(drawn.best(new int[chosen.length], 0), within(1e-9));
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void isNeverTooSmallWhereSizesAreRounded(@ForAll long seed) {
    Drawn drawn = new Drawn(new SplittableRandom(seed), 1, 100_003, 400_009);
    int[] chosen = drawn.packed(new MemoryKnapsack());
    assertThat(drawn.gain(chosen))
        .isGreaterThanOrEqualTo(drawn.best(new int[chosen.length], 0) - 1e-9);
    assertThat((double) drawn.memory(chosen)).isLessThanOrEqualTo(drawn.capacity * 1.05 + 1);
  }
}
