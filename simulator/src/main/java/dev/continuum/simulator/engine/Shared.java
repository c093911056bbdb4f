package dev.continuum.simulator.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps one of each immutable value: thousands of like groups then read the same few cache lines.
 * Not thread-safe.
 */
final class Shared {

  private final Map<Object, Object> known = new HashMap<>();

  /** The first value that was equal to this one. */
  @SuppressWarnings("unchecked") // An equal value has the same type.
  <T> T one(T value) {
    return (T) known.computeIfAbsent(value, key -> key);
  }

  /** The first array with these numbers. */
  int[] one(int[] numbers) {
    return (int[]) byContent(List.of("int", Arrays.stream(numbers).boxed().toList()), numbers);
  }

  /** The first array with these numbers. */
  double[] one(double[] numbers) {
    return (double[])
        byContent(List.of("double", Arrays.stream(numbers).boxed().toList()), numbers);
  }

  /** The first array with these arcs. */
  Program.Arc[] one(Program.Arc[] arcs) {
    return (Program.Arc[]) byContent(List.of("arcs", List.of(arcs)), arcs);
  }

  /** The first array with these arcs. */
  Program.Arc[][] one(Program.Arc[][] arcs) {
    Object content = List.of("out", Arrays.stream(arcs).map(List::of).toList());
    return (Program.Arc[][]) byContent(content, arcs);
  }

  private Object byContent(Object content, Object array) {
    return known.computeIfAbsent(content, key -> array);
  }
}
