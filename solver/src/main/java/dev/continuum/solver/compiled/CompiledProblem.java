package dev.continuum.solver.compiled;

import dev.continuum.model.PlacementProblem;
import java.util.List;
import java.util.Optional;

/**
 * A problem as backends see it. Immutable; thread-safe.
 *
 * @param names ids by index, for decoding
 * @param nodes what nodes offer
 * @param pairs functions on nodes
 * @param groups client groups
 * @param rules rules on several nodes
 * @param changes what changes cost
 * @param linkMillibits capacity of directed links, millibit/s
 * @param constantMicros the terms that are equal in every placement
 * @param surroundings nodes around clients, where distance alone gives delays
 */
public record CompiledProblem(
    Names names,
    NodeTable nodes,
    PairTable pairs,
    List<CompiledGroup> groups,
    RuleTable rules,
    ChangeTable changes,
    List<Long> linkMillibits,
    long constantMicros,
    Optional<Surroundings> surroundings) {

  /** Copies the list of links; that of groups is the compiler's own. */
  public CompiledProblem {
    linkMillibits = List.copyOf(linkMillibits);
  }

  /**
   * Compiles a valid problem: sorts by id, prunes by fences and status, sizes instances.
   *
   * @throws IllegalArgumentException if the problem refers to ids it does not declare
   */
  public static CompiledProblem of(PlacementProblem problem) {
    return new ProblemCompiler(problem).compile();
  }

  /**
   * Whether some devices may stay unserved or late and nothing is lost by it, since they have no
   * priority: what serves all of them then need not cost least.
   */
  public boolean anyOptional() {
    return groups.stream()
        .anyMatch(
            group ->
                group.priorityMicros == 0
                    && (!group.serveAll || group.routes.judge().hasDeadline()));
  }

  /** Whether some group's devices are reals. */
  public boolean anyDivisible() {
    return groups.stream().anyMatch(group -> group.divisible);
  }
}
