package dev.continuum.benchmarks.baseline;

import java.util.List;
import java.util.Optional;

/** Every baseline, by name. */
public final class Baselines {

  private Baselines() {}

  /** All of them, trivial ones first. */
  public static List<Baseline> all() {
    return List.of();
  }

  /** The one of a name. */
  public static Optional<Baseline> named(String name) {
    return all().stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
