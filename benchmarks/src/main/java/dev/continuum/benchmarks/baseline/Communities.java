package dev.continuum.benchmarks.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Communities of a graph by speaker-listener label propagation, as PAPS uses it: 20 rounds,
 * threshold 0.25; each vertex then joins its most frequent label, and communities that are too
 * large are dealt out round-robin, as published.
 *
 * @see <a href="https://doi.org/10.1109/ICDMW.2011.154">J. Xie, B. K. Szymanski, X. Liu, SLPA:
 *     Uncovering overlapping communities in social networks via a speaker-listener interaction
 *     dynamic process, ICDM Workshops 2011</a>
 */
final class Communities {

  private static final int ROUNDS = 20;
  private static final double THRESHOLD = 0.25;

  private Communities() {}

  /** Communities of at most so many vertices, each vertex in one of them. */
  static List<List<Integer>> of(
      List<Set<Integer>> neighbours, int largest, SplittableRandom random) {
    List<Map<Integer, Integer>> memory = new ArrayList<>();
    for (int v = 0; v < neighbours.size(); v++) {
      memory.add(new TreeMap<>(Map.of(v, 1)));
    }
    int[] order = new int[neighbours.size()];
    Arrays.setAll(order, v -> v);
    for (int round = 0; round < ROUNDS; round++) {
      shuffle(order, random);
      for (int listener : order) {
        Map<Integer, Integer> heard = new TreeMap<>();
        for (int speaker : neighbours.get(listener).stream().sorted().toList()) {
          heard.merge(spoken(memory.get(speaker), random), 1, Integer::sum);
        }
        if (!heard.isEmpty()) {
          memory.get(listener).merge(mostFrequent(heard), 1, Integer::sum);
        }
      }
    }
    Map<Integer, List<Integer>> byLabel = new TreeMap<>();
    for (int v = 0; v < neighbours.size(); v++) {
      int label = mostFrequent(memory.get(v));
      int rounds = memory.get(v).values().stream().mapToInt(Integer::intValue).sum();
      boolean sure = memory.get(v).getOrDefault(label, 0) >= THRESHOLD * rounds;
      byLabel.computeIfAbsent(sure ? label : v, key -> new ArrayList<>()).add(v);
    }
    return byLabel.values().stream().flatMap(c -> cut(c, largest).stream()).toList();
  }

  private static List<List<Integer>> cut(List<Integer> community, int largest) {
    int parts = (community.size() + largest - 1) / largest;
    List<List<Integer>> cut = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      cut.add(new ArrayList<>());
    }
    for (int i = 0; i < community.size(); i++) {
      cut.get(i % parts).add(community.get(i));
    }
    return cut;
  }

  /** A label, as likely as it is frequent. */
  private static int spoken(Map<Integer, Integer> memory, SplittableRandom random) {
    int at = random.nextInt(memory.values().stream().mapToInt(Integer::intValue).sum());
    for (Map.Entry<Integer, Integer> entry : memory.entrySet()) {
      at -= entry.getValue();
      if (at < 0) {
        return entry.getKey();
      }
    }
    throw new IllegalStateException("No label");
  }

  /** Ties to the lowest label. */
  private static int mostFrequent(Map<Integer, Integer> counts) {
    int best = -1;
    int most = 0;
    for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > most) {
        best = entry.getKey();
        most = entry.getValue();
      }
    }
    return best;
  }

  private static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }
}
