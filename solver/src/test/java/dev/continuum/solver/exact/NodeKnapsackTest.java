package dev.continuum.solver.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The most that a node can earn, against all choices. */
class NodeKnapsackTest {

  private static final int KINDS = 4;

  private final SplittableRandom random = new SplittableRandom(7);

  /** By kind and option: parts of CPU, bytes and what it is worth. */
  private double[][][] options;

  private double best(double bytes, int kind, double cpu, double memory, double worth) {
    if (cpu > NodeKnapsack.PARTS || memory > bytes) {
      return Double.NEGATIVE_INFINITY;
    }
    if (kind == KINDS) {
      return worth;
    }
    double best = best(bytes, kind + 1, cpu, memory, worth);
    for (double[] each : options[kind]) {
      best =
          Math.max(best, best(bytes, kind + 1, cpu + each[0], memory + each[1], worth + each[2]));
    }
    return best;
  }

  /** Instances that take so much memory each, and CPU as their load grows. */
  private void draw(long[] each, long bytes) {
    options = new double[KINDS][][];
    for (int kind = 0; kind < KINDS; kind++) {
      options[kind] = new double[random.nextInt(1, 12)][];
      int perInstance = random.nextInt(1, 5);
      double cpu = 0;
      double worth = -random.nextInt(30);
      for (int i = 0; i < options[kind].length; i++) {
        cpu += random.nextInt(NodeKnapsack.PARTS / 4);
        worth += random.nextInt(40);
        options[kind][i] =
            new double[] {cpu, (double) Math.min(bytes, each[kind] * (1 + i / perInstance)), worth};
      }
    }
  }

  @Test
  void provesNoLessThanTheBestChoiceAndFindsNoMore() {
    int exact = 0;
    int bothShort = 0;
    for (int round = 0; round < 500; round++) {
      long[] each = new long[KINDS];
      for (int kind = 0; kind < KINDS; kind++) {
        each[kind] = random.nextInt(1, 5) * 128L;
      }
      long bytes = random.nextInt(2, 14) * 128L;
      draw(each, bytes);
      NodeKnapsack knapsack = new NodeKnapsack(bytes, each);
      for (int again = 0; again < 2; again++) {
        knapsack.clear();
        for (int kind = 0; kind < KINDS; kind++) {
          for (double[] option : options[kind]) {
            knapsack.add(kind, (int) option[0], (long) option[1], option[2]);
          }
        }
        knapsack.solve();
      }
      double best = best((double) bytes, 0, 0, 0, 0);
      assertThat(knapsack.proven()).as("round %d", round).isGreaterThanOrEqualTo(best - 1e-9);
      assertThat(knapsack.found()).as("round %d", round).isLessThanOrEqualTo(best + 1e-9);
      assertThat(chosen(bytes, knapsack)).isEqualTo(knapsack.found());
      exact += knapsack.proven() <= best + 1e-3 * best + 1e-9 ? 1 : 0;
      bothShort +=
          best(1e12, 0, 0, 0, 0) > best && best((double) bytes, 0, -1e9, 0, 0) > best ? 1 : 0;
    }
    assertThat(bothShort).as("nodes short of both").isGreaterThan(60);
    assertThat(exact).as("nodes where the best is proven").isGreaterThan(490);
  }

  /** What the choice that was found is worth, which must fit. */
  private double chosen(long bytes, NodeKnapsack knapsack) {
    double cpu = 0;
    double memory = 0;
    double worth = 0;
    for (int kind = 0; kind < KINDS; kind++) {
      if (knapsack.chosen(kind) >= 0) {
        double[] option = options[kind][knapsack.chosen(kind)];
        cpu += option[0];
        memory += option[1];
        worth += option[2];
      }
    }
    assertThat(cpu).isLessThanOrEqualTo(NodeKnapsack.PARTS);
    assertThat(memory).isLessThanOrEqualTo((double) bytes);
    return worth;
  }
}
