package dev.continuum.datasets.file;

import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Random names, numbers and quantities, with those that break readers among them. */
final class RandomValues {

  private static final List<String> NAMES =
      List.of(
          "edge-1",
          "reference",
          "a",
          "true",
          "null",
          "007",
          "1e3",
          "~",
          "a: b",
          "- x",
          "#x",
          "é",
          "two words",
          "it's",
          "say \"hi\"",
          "back\\slash",
          "line\nbreak",
          "tab\tbed",
          "\u2028x",
          "😀",
          " padded ",
          "*x",
          "&x",
          "!x",
          "%x",
          "@x",
          "`x",
          "[x]",
          "{x}",
          "a,b",
          "no",
          "-",
          "?",
          "0x1F",
          ".inf",
          "2001-01-01",
          "a/b.c_d",
          "\u0085x",
          "\u0001x");

  private final SplittableRandom random;

  RandomValues(SplittableRandom random) {
    this.random = random;
  }

  String name() {
    return flip() ? "n" + random.nextInt(100) : NAMES.get(random.nextInt(NAMES.size()));
  }

  /** Decimals as people write them, and some that need all digits of a double. */
  double decimal() {
    return switch (random.nextInt(7)) {
      case 0 -> 0;
      case 1 -> 1;
      case 2 -> random.nextInt(-1000, 100_000) / 1000.0;
      case 3 -> random.nextInt(1000) / 1e9;
      case 4 -> random.nextInt() * 1e6;
      case 5 -> -0.0;
      default -> random.nextInt(100_000_000) / 10_000.0;
    };
  }

  Duration time() {
    return switch (random.nextInt(4)) {
      case 0 -> Duration.ZERO;
      case 1 -> Duration.ofMillis(random.nextInt(100_000));
      case 2 -> Duration.ofHours(random.nextInt(1000));
      default -> Duration.ofNanos(random.nextLong(-1_000_000_000L, 2_000_000_000_000_000L));
    };
  }

  Memory memory() {
    return switch (random.nextInt(4)) {
      case 0 -> Memory.ZERO;
      case 1 -> Memory.UNLIMITED;
      case 2 -> Memory.mebibytes(random.nextInt(100_000));
      default -> new Memory(random.nextLong(-1000, 1L << 53));
    };
  }

  Bandwidth bandwidth() {
    return flip()
        ? Bandwidth.UNLIMITED
        : Bandwidth.megabitsPerSecond(random.nextInt(1_000_000) / 1000.0);
  }

  OptionalLong bytes() {
    return flip() ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
  }

  boolean flip() {
    return random.nextBoolean();
  }

  <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }

  <T> Optional<T> maybe(Supplier<T> value) {
    return flip() ? Optional.of(value.get()) : Optional.empty();
  }

  <T> List<T> many(Supplier<T> value) {
    return list(random.nextInt(4), value);
  }

  <T> List<T> some(Supplier<T> value) {
    return list(1 + random.nextInt(3), value);
  }

  <T extends Comparable<? super T>> SortedSet<T> set(Supplier<T> value) {
    return new TreeSet<>(many(value));
  }

  private static <T> List<T> list(int size, Supplier<T> value) {
    List<T> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(value.get());
    }
    return list;
  }
}
