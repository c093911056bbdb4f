package dev.continuum.model.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.model.queueing.MakespanQuantile.Arc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MakespanQuantileTest {

  private static Arc arc(int from, int to) {
    return new Arc(from, to, 0, LatencyLaw.ZERO);
  }

  private static LatencyLaw exponential(double meanMicros) {
    return LatencyLaw.gamma(meanMicros, 1);
  }

  @Test
  void aChainIsTheSumOfItsIngredients() {
    LatencyLaw jitter = LatencyLaw.jitter(700, 90_000);
    List<LatencyLaw> calls =
        List.of(exponential(50_000), LatencyLaw.gamma(80_000, 0.3), LatencyLaw.gamma(9_000, 2));
    var graph =
        new MakespanQuantile(
            calls,
            List.of(
                Arc.entry(0, 1_000, jitter),
                new Arc(0, 1, 20_000, jitter),
                new Arc(1, 2, 300_000, LatencyLaw.ZERO),
                Arc.reply(2, 4_000_000, jitter)));
    List<LatencyLaw> random = new ArrayList<>(calls);
    random.addAll(List.of(jitter, jitter, jitter));
    assertThat(graph.isExact()).isTrue();
    for (double p : new double[] {0.5, 0.95, 0.999}) {
      assertThat(graph.micros(p)).isEqualTo(4_321_000 + LatencyLaw.quantileOfSum(random, p));
    }
  }

  @Test
  void aChainOfConstantsHasNoError() {
    List<LatencyLaw> calls = List.of(LatencyLaw.constant(10), LatencyLaw.constant(20));
    var graph =
        new MakespanQuantile(
            calls,
            List.of(
                Arc.entry(0, 1, LatencyLaw.ZERO),
                new Arc(0, 1, 2, LatencyLaw.ZERO),
                Arc.reply(1, 3, LatencyLaw.ZERO)));
    assertThat(graph.micros(0.95)).isEqualTo(36);
  }

  @Test
  void constantBranchesTakeTheLongest() {
    List<LatencyLaw> calls = Collections.nCopies(4, LatencyLaw.constant(10));
    var graph =
        new MakespanQuantile(
            calls,
            List.of(
                arc(0, 1),
                new Arc(0, 2, 7, LatencyLaw.ZERO),
                new Arc(1, 3, 50, LatencyLaw.ZERO),
                arc(2, 3)));
    assertThat(graph.isExact()).isTrue();
    assertThat(graph.micros(0.5)).isEqualTo(80);
  }

  @Test
  void forkAndJoinIsReducedAndAgreesWithSampling() {
    List<LatencyLaw> calls =
        List.of(exponential(5e6), exponential(8e6), LatencyLaw.gamma(6e6, 0.2), exponential(1e6));
    List<Arc> arcs =
        List.of(
            Arc.entry(0, 500_000, LatencyLaw.ZERO),
            new Arc(0, 1, 2_000_000, LatencyLaw.ZERO),
            new Arc(0, 2, 100_000, exponential(3e5)),
            arc(1, 3),
            new Arc(2, 3, 3_000_000, LatencyLaw.ZERO),
            Arc.reply(3, 250_000, LatencyLaw.ZERO));
    var graph = new MakespanQuantile(calls, arcs);
    assertThat(graph.isExact()).isTrue();
    double[] sample =
        sampled(
            random -> {
              double first = random.exponential(5e6) + 5e5;
              double left = 2e6 + random.exponential(8e6);
              double right = 1e5 + random.exponential(3e5) + random.erlang(5, 6e6) + 3e6;
              return first + Math.max(left, right) + random.exponential(1e6) + 2.5e5;
            });
    assertNear(graph, sample, 0.995, 1.005);
  }

  @Test
  void aTreeOfRepliesWaitsForTheLastOne() {
    List<LatencyLaw> calls = List.of(exponential(1e6), exponential(2e6), exponential(3e6));
    var graph = new MakespanQuantile(calls, List.of(arc(0, 1), arc(0, 2)));
    assertThat(graph.isExact()).isTrue();
    double[] sample =
        sampled(
            random ->
                random.exponential(1e6)
                    + Math.max(random.exponential(2e6), random.exponential(3e6)));
    assertNear(graph, sample, 0.995, 1.005);
  }

  @Test
  void theBridgeIsBoundedFromAboveAndNotByMuch() {
    List<LatencyLaw> calls =
        List.of(
            exponential(1e6),
            exponential(2e6),
            exponential(2e6),
            exponential(3e6),
            exponential(1e6));
    // 0 -> {1, 2}, 1 -> {3, 4}, 2 -> 4, 3 -> end, 4 -> end: no series-parallel graph.
    var graph =
        new MakespanQuantile(calls, List.of(arc(0, 1), arc(0, 2), arc(1, 3), arc(1, 4), arc(2, 4)));
    assertThat(graph.isExact()).isFalse();
    double[] sample =
        sampled(
            random -> {
              double zero = random.exponential(1e6);
              double one = zero + random.exponential(2e6);
              double two = zero + random.exponential(2e6);
              double three = one + random.exponential(3e6);
              return Math.max(three, Math.max(one, two) + random.exponential(1e6));
            });
    assertNear(graph, sample, 0.998, 1.07);
    double[] withCopies =
        sampled(
            random -> {
              double third = random.exponential(2e6) + random.exponential(3e6);
              double second = random.exponential(2e6);
              double join = Math.max(second, random.exponential(2e6));
              return random.exponential(1e6) + Math.max(third, join + random.exponential(1e6));
            });
    assertNear(graph, withCopies, 0.995, 1.005);
  }

  @Test
  void theDeclarationOrderOfTransfersDoesNotChangeABit() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 20; round++) {
      List<LatencyLaw> calls = new ArrayList<>();
      List<Arc> arcs = new ArrayList<>();
      for (int v = 0; v < 6; v++) {
        calls.add(LatencyLaw.gamma(1e5 * (1 + random.nextDouble()), 0.2 + random.nextDouble()));
        for (int from = 0; from < v; from++) {
          if (random.nextDouble() < 0.4) {
            arcs.add(new Arc(from, v, random.nextInt(100_000), LatencyLaw.ZERO));
          }
        }
      }
      long micros = new MakespanQuantile(calls, arcs).micros(0.95);
      Collections.reverse(arcs);
      Collections.rotate(arcs, round);
      assertThat(new MakespanQuantile(calls, arcs).micros(0.95)).isEqualTo(micros);
    }
  }

  @Test
  void aLadderOfSharedJoinsStaysAffordable() {
    List<LatencyLaw> calls = new ArrayList<>();
    List<Arc> arcs = new ArrayList<>();
    for (int v = 0; v < 40; v++) {
      calls.add(exponential(1e5 + 100 * v));
      for (int from = Math.max(0, v - 3); from < v; from++) {
        arcs.add(arc(from, v));
      }
    }
    var graph = new MakespanQuantile(calls, arcs);
    long longest = LatencyLaw.quantileOfSum(calls, 0.95);
    assertThat(graph.micros(0.95)).isGreaterThanOrEqualTo((long) (longest * 0.999));
  }

  @Test
  void transfersMustGoForwardBetweenKnownCalls() {
    assertThatThrownBy(() -> arc(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Arc(0, 1, -1, LatencyLaw.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MakespanQuantile(List.of(exponential(1)), List.of(arc(0, 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private interface Draw {
    double makespan(Sampler random);
  }

  private record Sampler(SplittableRandom random) {
    double exponential(double mean) {
      return -mean * Math.log(1 - random.nextDouble());
    }

    double erlang(int stages, double mean) {
      double sum = 0;
      for (int i = 0; i < stages; i++) {
        sum += exponential(mean / stages);
      }
      return sum;
    }
  }

  private static double[] sampled(Draw draw) {
    Sampler random = new Sampler(new SplittableRandom(20_261_123));
    double[] sample = new double[1_000_000];
    Arrays.setAll(sample, i -> draw.makespan(random));
    Arrays.sort(sample);
    return sample;
  }

  private static void assertNear(
      MakespanQuantile graph, double[] sample, double least, double most) {
    for (double p : new double[] {0.5, 0.9, 0.95, 0.99}) {
      double sampled = sample[(int) (p * sample.length)];
      assertThat((double) graph.micros(p)).isBetween(sampled * least, sampled * most);
    }
  }
}
