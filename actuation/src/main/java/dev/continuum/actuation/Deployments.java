package dev.continuum.actuation;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.workload.Function;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Makes a plan of a placement: what is acquired on a node is deployed there, with the warm
 * instances the placement keeps.
 */
public final class Deployments {

  private final PlacementProblem problem;
  private final Map<FunctionId, Recipe> catalogue;
  private final Map<NodeId, Map<FunctionId, Recipe>> elsewhere;

  /**
   * How a function runs.
   *
   * @param code what runs
   * @param timeout longest call
   * @param parameters fixed parameters
   * @param memory of an instance, where it is another than the problem's
   * @param most most instances at once, where the platform shall cap them
   */
  public record Recipe(
      Code code,
      Duration timeout,
      SortedMap<String, String> parameters,
      Optional<Memory> memory,
      OptionalInt most) {
    /** Copies the map. */
    public Recipe {
      parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** With the problem's memory, and uncapped. */
    public Recipe(Code code, Duration timeout, SortedMap<String, String> parameters) {
      this(code, timeout, parameters, Optional.empty(), OptionalInt.empty());
    }
  }

  /**
   * For the functions of a problem.
   *
   * @param catalogue how each of them runs
   */
  public Deployments(PlacementProblem problem, Map<FunctionId, Recipe> catalogue) {
    this(problem, catalogue, Map.of());
  }

  /**
   * For the functions of a problem.
   *
   * @param catalogue how each of them runs
   * @param elsewhere nodes where some of them run otherwise
   */
  public Deployments(
      PlacementProblem problem,
      Map<FunctionId, Recipe> catalogue,
      Map<NodeId, ? extends Map<FunctionId, Recipe>> elsewhere) {
    this.problem = problem;
    this.catalogue = Map.copyOf(catalogue);
    this.elsewhere = Map.copyOf(elsewhere);
  }

  /**
   * The plan for some nodes. A memory size of a function is deployed as that function, with the
   * size's memory; sizes that the placement acquired but does not use are left out.
   *
   * @throws ActuationException INVALID if a function has no entry in the catalogue, or a node uses
   *     two sizes of one
   */
  public Plan plan(String owner, Placement placement, SortedSet<NodeId> nodes) {
    SortedSet<Acquisition> used = Placement.of(placement.routes(), placement.warm()).acquired();
    SortedMap<Acquisition, Acquisition> chosen = new TreeMap<>();
    for (Acquisition acquired : placement.acquired()) {
      Function function = function(acquired.function());
      boolean counts = function.sizeOf().isEmpty() || used.contains(acquired);
      if (nodes.contains(acquired.node()) && counts) {
        Acquisition as = new Acquisition(function.deployedAs(), acquired.node());
        Acquisition other = chosen.put(as, acquired);
        if (other != null) {
          throw new ActuationException(
              ActuationException.Fault.INVALID,
              "The plan uses two sizes of "
                  + as.function()
                  + " on "
                  + as.node()
                  + ": "
                  + other.function()
                  + " and "
                  + acquired.function()
                  + ".",
              "Maybe solve again, with the rules (apart) that import sizes writes.");
        }
      }
    }
    return Plan.of(
        owner, nodes, chosen.values().stream().map(each -> deployment(placement, each)).toList());
  }

  private Function function(FunctionId id) {
    return problem.functions().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Deployment deployment(Placement placement, Acquisition acquired) {
    Function function = function(acquired.function());
    FunctionId deployed = function.deployedAs();
    Recipe recipe =
        elsewhere
            .getOrDefault(acquired.node(), Map.of())
            .getOrDefault(deployed, catalogue.get(deployed));
    if (recipe == null) {
      throw new ActuationException(
          ActuationException.Fault.INVALID,
          "The function (" + deployed + ") must be in the catalogue.",
          "Maybe add it under functions in the targets file.");
    }
    long warm =
        placement.warm().stream()
            .filter(
                each ->
                    each.function().equals(acquired.function())
                        && each.node().equals(acquired.node()))
            .mapToLong(each -> each.instances())
            .sum();
    return new Deployment(
        deployed,
        acquired.node(),
        Math.toIntExact(warm),
        recipe.most(),
        function.sizeOf().isPresent()
            ? function.memory()
            : recipe.memory().orElse(function.memory()),
        recipe.timeout(),
        recipe.code(),
        recipe.parameters());
  }
}
