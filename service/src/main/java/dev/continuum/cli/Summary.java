package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.ClientGroup;

/** The size of a problem. */
final class Summary {

  private Summary() {}

  static String of(PlacementProblem problem) {
    return Figures.line(problem.name())
        + (problem.name().isBlank() ? "" : ": ")
        + Figures.count(nodes(problem, Tier.EDGE))
        + " edge and "
        + Figures.count(nodes(problem, Tier.CLOUD), "cloud node")
        + ", "
        + Figures.count(problem.functions().size(), "function")
        + ", "
        + Figures.count(problem.apps().size(), "app")
        + ", "
        + Figures.count(problem.groups().size(), "group")
        + " of "
        + Figures.count(devices(problem), "device")
        + ".";
  }

  static JsonObject json(PlacementProblem problem) {
    JsonObject json = new JsonObject();
    json.addProperty("name", problem.name());
    json.addProperty("edgeNodes", nodes(problem, Tier.EDGE));
    json.addProperty("cloudNodes", nodes(problem, Tier.CLOUD));
    json.addProperty("functions", problem.functions().size());
    json.addProperty("apps", problem.apps().size());
    json.addProperty("groups", problem.groups().size());
    json.addProperty("devices", devices(problem));
    return json;
  }

  /** What people call the problem. */
  static String title(PlacementProblem problem) {
    return problem.name().isBlank() ? "(unnamed problem)" : Figures.line(problem.name());
  }

  private static long nodes(PlacementProblem problem, Tier tier) {
    return problem.topology().nodes().stream().filter(node -> node.tier() == tier).count();
  }

  private static long devices(PlacementProblem problem) {
    return problem.groups().stream().mapToLong(ClientGroup::devices).sum();
  }
}
