package dev.continuum.simulator.warm.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.simulator.warm.policy.MarginalAllocation.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Marginal analysis against every possible choice of counts, for savings that do not increase. */
class MarginalAllocationDifferentialTest {

  @Property(tries = 300)
  void exactForAnyMemoryWhereInstancesAreOfOneSize(@ForAll("savings") List<List<Integer>> savings) {
    int all = savings.stream().mapToInt(List::size).sum();
    int[] size = new int[savings.size()];
    Arrays.fill(size, 1);
    for (int memory = 0; memory <= all; memory++) {
      MarginalAllocation found = allocate(savings, size, memory);
      assertThat(value(savings, found.kept())).isEqualTo(best(savings, size, 0, memory));
    }
  }

  @Property(tries = 300)
  void exactForTheMemoryUsedWhereSizesDiffer(
      @ForAll("savings") List<List<Integer>> savings, @ForAll("sizes") List<Integer> sizes) {
    int[] size = sizes.stream().limit(savings.size()).mapToInt(Integer::intValue).toArray();
    for (int memory = 0; memory <= 20; memory++) {
      MarginalAllocation found = allocate(savings, size, memory);
      int value = value(savings, found.kept());
      assertThat(found.usedGigabytes()).isLessThanOrEqualTo(memory);
      assertThat(value).isEqualTo(best(savings, size, 0, (int) found.usedGigabytes()));
      double lost = best(savings, size, 0, memory) - value;
      assertThat(lost).isLessThanOrEqualTo(found.price() * (memory - found.usedGigabytes()) + 1e-9);
    }
  }

  @Property(tries = 300)
  void thePriceIsWhatOneMoreUnitOfMemoryWouldHaveSaved(
      @ForAll("savings") List<List<Integer>> savings) {
    int[] size = new int[savings.size()];
    Arrays.fill(size, 1);
    for (int memory = 0; memory < 8; memory++) {
      double gain = best(savings, size, 0, memory + 1) - best(savings, size, 0, memory);
      assertThat(allocate(savings, size, memory).price()).isCloseTo(gain, within(1e-9));
    }
  }

  @Provide
  Arbitrary<List<List<Integer>>> savings() {
    return Arbitraries.integers()
        .between(1, 30)
        .list()
        .ofMaxSize(3)
        .map(values -> values.stream().sorted((a, b) -> b - a).toList())
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(1, 5).list().ofSize(4);
  }

  private static MarginalAllocation allocate(
      List<List<Integer>> savings, int[] size, double memory) {
    List<Candidate> candidates = new ArrayList<>();
    for (int function = 0; function < size.length; function++) {
      for (int saving : savings.get(function)) {
        candidates.add(new Candidate(function, saving, size[function]));
      }
    }
    return MarginalAllocation.of(size.length, candidates, memory);
  }

  private static int value(List<List<Integer>> savings, int[] kept) {
    int value = 0;
    for (int function = 0; function < kept.length; function++) {
      for (int instance = 0; instance < kept[function]; instance++) {
        value += savings.get(function).get(instance);
      }
    }
    return value;
  }

  private static int best(List<List<Integer>> savings, int[] size, int function, int memory) {
    if (function == size.length) {
      return 0;
    }
    int best = 0;
    int value = 0;
    for (int count = 0; count <= savings.get(function).size(); count++) {
      if (count > 0) {
        value += savings.get(function).get(count - 1);
      }
      if (count * size[function] <= memory) {
        best =
            Math.max(
                best, value + best(savings, size, function + 1, memory - count * size[function]));
      }
    }
    return best;
  }
}
