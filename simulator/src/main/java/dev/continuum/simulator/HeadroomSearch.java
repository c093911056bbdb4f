package dev.continuum.simulator;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Memory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Memory headroom on those edges only whose plan would be too full without. */
public final class HeadroomSearch {

  private static final int MOST_ROUNDS = 60;

  /**
   * The last problem that was planned and what came of it.
   *
   * @param problem with the headroom that was asked for
   * @param result of planning it
   * @param <R> what planning gives
   */
  public record Planned<R>(PlacementProblem problem, R result) {}

  private HeadroomSearch() {}

  /**
   * Plans anew, each time with room for one instance more on edges that were too full, until none
   * is, there is no placement, or {@value #MOST_ROUNDS} plans were made. Edges that are not too
   * full give up nothing.
   */
  public static <R> Planned<R> planned(
      PlacementProblem asked,
      Function<PlacementProblem, R> planner,
      Function<R, Optional<Placement>> placement) {
    PlacementProblem problem = asked;
    R result = planner.apply(problem);
    for (int round = 1; round < MOST_ROUNDS; round++) {
      Optional<Placement> placed = placement.apply(result);
      SortedMap<NodeId, Memory> full =
          placed.isEmpty() ? new TreeMap<>() : EvictionRisk.tooFull(problem, placed.get());
      if (full.isEmpty()) {
        break;
      }
      problem = withRoom(problem, placed.get(), full);
      result = planner.apply(problem);
    }
    return new Planned<>(problem, result);
  }

  /** What is free now and one instance more, on edges that are too full. */
  private static PlacementProblem withRoom(
      PlacementProblem problem, Placement placement, SortedMap<NodeId, Memory> full) {
    Map<FunctionId, Long> bytes = new HashMap<>();
    problem.functions().forEach(each -> bytes.put(each.id(), each.memory().bytes()));
    Map<NodeId, Long> used = new HashMap<>();
    placement
        .warm()
        .forEach(
            each ->
                used.merge(
                    each.node(),
                    each.instances() * bytes.getOrDefault(each.function(), 0L),
                    Long::sum));
    return problem.toBuilder()
        .eachNode(
            node -> {
              Memory more = full.get(node.id());
              if (more == null) {
                return node;
              }
              long memory = node.capacity().memory().bytes();
              long free = memory - used.getOrDefault(node.id(), 0L);
              return node.withCapacity(
                  node.capacity()
                      .withMemoryHeadroom(new Memory(Math.min(memory, free + more.bytes()))));
            })
        .build();
  }
}
