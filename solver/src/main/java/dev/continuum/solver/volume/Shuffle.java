package dev.continuum.solver.volume;

import java.util.SplittableRandom;

/** A random order (R. Durstenfeld 1964, DOI 10.1145/364520.364540). */
final class Shuffle {

  private Shuffle() {}

  /** Puts numbers into a random order, in place; every order is equally likely. */
  static void order(int[] numbers, SplittableRandom random) {
    for (int i = numbers.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = swapped;
    }
  }
}
