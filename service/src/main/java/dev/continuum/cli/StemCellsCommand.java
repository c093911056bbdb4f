package dev.continuum.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Deployments;
import dev.continuum.actuation.Plan;
import dev.continuum.model.PlacementProblem;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stem-cells}: what an operator of OpenWhisk may prepare for a plan. */
@Command(
    name = "stem-cells",
    description = {
      "Writes, for each OpenWhisk target, the fragment of the runtime manifest that suits a plan:",
      "stem cells by kind and memory, for the operator to install. They shorten the cold starts of",
      "calls that overflow what the plan keeps warm: as many as the square root of the warm",
      "instances they stand behind. OpenWhisk keeps none for images."
    },
    footer = {
      "",
      "Example:",
      "  ./continuum stem-cells --plan placement.yaml --targets targets.yaml -o stem-cells.json",
      "",
      "Exit codes: 0 written, 2 wrong usage or invalid plan."
    })
final class StemCellsCommand implements Callable<Integer> {

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      required = true,
      description = "Placement file, as solve -o writes it.")
  private String plan = "";

  @Option(
      names = "--targets",
      paramLabel = "FILE",
      required = true,
      description = "Targets file; docs/actuation.md.")
  private String targets = "";

  @Option(
      names = "--problem",
      paramLabel = "FILE",
      description = "Problem file of the placement. Default: the one the targets file names.")
  private Optional<String> problem = Optional.empty();

  @Mixin private Output output = new Output();

  StemCellsCommand() {}

  @Override
  public Integer call() {
    TargetsFile file = TargetsFile.read(targets);
    PlacementProblem valid = file.problem(problem);
    Deployments deployments = new Deployments(valid, file.functions(), file.elsewhere());
    JsonObject all = new JsonObject();
    for (TargetsFile.Target target : file.targets().values()) {
      if (target.platform().equals("openwhisk")) {
        Plan wanted =
            deployments.plan(file.owner(), Source.read(plan).placement(valid), target.nodes());
        all.add(target.name(), manifest(wanted));
      }
    }
    output.result(Json.text(all), all);
    return Exit.OK;
  }

  /** Kind, then memory in MB, to the warm instances behind it. */
  private static JsonObject manifest(Plan plan) {
    SortedMap<String, SortedMap<Long, Integer>> warm = new TreeMap<>();
    for (Deployment each : plan.deployments()) {
      if (each.code().form() != Code.Form.IMAGE && each.warm() > 0) {
        warm.computeIfAbsent(each.code().runtime(), kind -> new TreeMap<>())
            .merge(Math.round(each.memory().mebibytes()), each.warm(), Integer::sum);
      }
    }
    JsonObject families = new JsonObject();
    warm.forEach(
        (kind, byMemory) -> {
          JsonArray cells = new JsonArray();
          byMemory.forEach((memory, count) -> cells.add(cell(memory, count)));
          JsonObject one = new JsonObject();
          one.addProperty("kind", kind);
          one.add("stemCells", cells);
          String family = kind.substring(0, (kind + ":").indexOf(':'));
          if (!families.has(family)) {
            families.add(family, new JsonArray());
          }
          families.getAsJsonArray(family).add(one);
        });
    JsonObject manifest = new JsonObject();
    manifest.add("runtimes", families);
    return manifest;
  }

  private static JsonObject cell(long memoryMb, int warm) {
    int initial = (int) Math.ceil(Math.sqrt(warm));
    JsonObject reactive = new JsonObject();
    reactive.addProperty("minCount", 1);
    reactive.addProperty("maxCount", Math.max(initial, warm));
    reactive.addProperty("ttl", "2 minutes");
    reactive.addProperty("threshold", 1);
    reactive.addProperty("increment", 1);
    JsonObject cell = new JsonObject();
    cell.addProperty("initialCount", initial);
    cell.addProperty("memory", memoryMb + " MB");
    cell.add("reactive", reactive);
    return cell;
  }
}
