package dev.continuum.cli;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.topology.Tier;
import dev.continuum.simulator.EvictionRisk;
import dev.continuum.simulator.HeadroomSearch;
import dev.continuum.solver.SolveResult;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --headroom}: memory that the plan leaves free on edges. */
final class Headroom {

  @Option(
      names = "--headroom",
      paramLabel = "MEMORY",
      description =
          "Leave memory free for instances that edges start by themselves: so much on every such"
              + " edge (512MiB), or auto: where several functions would evict each other, planning"
              + " as often as that takes. Default: what the problem says.")
  private Optional<String> asked = Optional.empty();

  Headroom() {}

  /** Plans with it; tells for which problem, last. */
  HeadroomSearch.Planned<SolveResult> planned(
      PlacementProblem problem, Function<PlacementProblem, SolveResult> planner) {
    if (asked.isEmpty()) {
      return new HeadroomSearch.Planned<>(problem, planner.apply(problem));
    }
    if (asked.get().equalsIgnoreCase("auto")) {
      return HeadroomSearch.planned(problem, planner, Headroom::placement);
    }
    Memory free = new Memory(Math.round(gigabytes(asked.get()) * 1e9));
    PlacementProblem leaving = problem.toBuilder().eachNode(node -> leaving(node, free)).build();
    return new HeadroomSearch.Planned<>(leaving, planner.apply(leaving));
  }

  private static Optional<Placement> placement(SolveResult result) {
    return result instanceof SolveResult.Placed placed
        ? Optional.of(placed.placement())
        : Optional.empty();
  }

  private static double gigabytes(String text) {
    try {
      return new Gigabytes().convert(text);
    } catch (TypeConversionException e) {
      throw new InvalidInputException(
          Finding.ofUsage(
              "The option --headroom (" + text + ") must be auto or memory.",
              "Write a number and its unit: 512MiB."));
    }
  }

  private static Node leaving(Node node, Memory free) {
    Capacity capacity = node.capacity();
    return node.tier() == Tier.EDGE
            && node.overflow() == Overflow.COLD_START
            && !capacity.memory().isUnlimited()
        ? node.withCapacity(capacity.withMemoryHeadroom(free))
        : node;
  }

  /** What to tell of a plan whose edges are too full for OpenWhisk. */
  static Optional<String> advice(PlacementProblem problem, Placement placement) {
    SortedMap<NodeId, Memory> full = EvictionRisk.tooFull(problem, placement);
    if (full.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Edges so full that a burst of one function makes OpenWhisk evict another's planned"
            + " instances: "
            + full.size()
            + ", the first "
            + full.firstKey()
            + ".\n"
            + "  Maybe plan with --headroom auto, or memory_headroom_mib of these nodes; docs/simulator.md.");
  }
}
