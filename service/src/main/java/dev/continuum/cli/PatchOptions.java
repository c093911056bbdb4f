package dev.continuum.cli;

import dev.continuum.datasets.file.SchemaFiles;
import dev.continuum.datasets.proto.TopologyProto.NodeStatus;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.service.proto.ContinuumProto.DemandPatch;
import dev.continuum.service.proto.ContinuumProto.NodeStatusPatch;
import dev.continuum.service.proto.ContinuumProto.Patch;
import dev.continuum.service.proto.ContinuumServiceProto.UpdateContinuumRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Changes of what is declared, from a file and as options. */
final class PatchOptions {

  @Option(
      names = "--devices",
      paramLabel = "GROUP=N",
      description = "Another number of devices of a group.")
  private Map<String, Integer> devices = new LinkedHashMap<>();

  @Option(
      names = "--rate",
      paramLabel = "GROUP=R",
      description = "Other requests per second of each device of a group.")
  private Map<String, Double> rates = new LinkedHashMap<>();

  @Option(
      names = "--node",
      paramLabel = "NODE=STATUS",
      description = "Another status of a node: up, cordoned or down.")
  private Map<String, String> nodes = new LinkedHashMap<>();

  /** All of them, at least one. */
  List<Patch> patches(Optional<String> file) {
    List<Patch> patches = new ArrayList<>();
    file.ifPresent(name -> patches.addAll(read(Source.read(name))));
    devices.forEach(
        (group, count) ->
            patches.add(
                Patch.newBuilder()
                    .setDemand(DemandPatch.newBuilder().setGroup(group).setDevices(count))
                    .build()));
    rates.forEach(
        (group, rate) ->
            patches.add(
                Patch.newBuilder()
                    .setDemand(DemandPatch.newBuilder().setGroup(group).setRatePerS(rate))
                    .build()));
    nodes.forEach(
        (node, status) ->
            patches.add(
                Patch.newBuilder()
                    .setNodeStatus(
                        NodeStatusPatch.newBuilder().setNode(node).setStatus(status(status)))
                    .build()));
    if (patches.isEmpty()) {
      throw new InvalidInputException(
          Finding.ofUsage(
              "There must be at least one change.", "Maybe --devices GROUP=N, or a file."));
    }
    return patches;
  }

  private static List<Patch> read(Source source) {
    UpdateContinuumRequest.Builder all = UpdateContinuumRequest.newBuilder();
    try {
      SchemaFiles.read(source.text(), source.name(), all);
    } catch (InvalidProblemException e) {
      throw InvalidInputException.of(e.issues(), source.name());
    }
    return all.getPatchesList();
  }

  private static NodeStatus status(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "up" -> NodeStatus.NODE_STATUS_UP;
      case "cordoned" -> NodeStatus.NODE_STATUS_CORDONED;
      case "down" -> NodeStatus.NODE_STATUS_DOWN;
      default ->
          throw new InvalidInputException(
              Finding.ofUsage(
                  "The status (" + text + ") of --node must be up, cordoned or down.", ""));
    };
  }
}
