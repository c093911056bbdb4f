package dev.continuum.solver.state;

import dev.continuum.model.evaluation.Score;
import java.util.List;

/**
 * A complete candidate in compiled form, with its score. Immutable; thread-safe.
 *
 * @param shares devices by group and route
 * @param warm warm instances by pair
 * @param acquired whether the artifact is present, by pair
 * @param score what it is worth by the compiled problem; the oracle must agree
 */
public record CompiledPlacement(
    List<List<RouteShare>> shares, List<Long> warm, List<Boolean> acquired, Score score) {

  /** Copies the lists. */
  public CompiledPlacement {
    shares = shares.stream().map(List::copyOf).toList();
    warm = List.copyOf(warm);
    acquired = List.copyOf(acquired);
  }
}
