package dev.continuum.datasets.importer;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a request to NEPTUNE says, read and checked. Matrices are [function][node]. */
final class NeptuneRequest {

  private static final List<String> IGNORED =
      List.of("community", "namespace", "with_db", "actual_gpu_allocations");

  final List<String> nodes;
  final List<String> functions;
  final double[][] delays;
  final double[][] workload;
  final double[][] coresPerRequest;
  final double[] nodeMemories;
  final double[] nodeCores;
  final double[] functionMemories;
  final Optional<double[]> maxDelays;
  final SortedSet<OldAllocation> oldAllocations;
  final String solverType;
  final double solverAlpha;
  final List<String> warnings = new ArrayList<>();

  /**
   * An allocation that runs now.
   *
   * @param function index
   * @param node index
   */
  record OldAllocation(int function, int node) implements Comparable<OldAllocation> {
    @Override
    public int compareTo(OldAllocation other) {
      int byFunction = Integer.compare(function, other.function);
      return byFunction != 0 ? byFunction : Integer.compare(node, other.node);
    }
  }

  private NeptuneRequest(JsonFields in) {
    in.ignore(IGNORED);
    nodes = in.names("node_names");
    functions = in.names("function_names");
    delays = in.matrix("node_delay_matrix", nodes.size(), nodes.size());
    nodeMemories = in.amounts("node_memories", nodes.size());
    nodeCores = in.amounts("node_cores", nodes.size());
    functionMemories = in.amounts("function_memories", functions.size());
    maxDelays = in.optionalAmounts("function_max_delays", functions.size());
    workload =
        times(
            in.matrix("workload_on_source_matrix", functions.size(), nodes.size()),
            in.amountOr("workload_coeff", 1));
    coresPerRequest =
        perRequest(
            in.matrix("cores_matrix", functions.size(), nodes.size()),
            in.matrix("workload_on_destination_matrix", functions.size(), nodes.size()));
    oldAllocations = oldAllocations(in);
    JsonObject solver = in.objectOrEmpty("solver");
    solverType = solverType(solver);
    solverAlpha = solverAlpha(solver, in);
    readGpus(in);
    for (String field : in.unknown()) {
      warnings.add("The field " + field + " is not known and was left out.");
    }
  }

  static NeptuneRequest parse(InstanceText source) {
    JsonFields in = JsonFields.parse(source);
    NeptuneRequest request = new NeptuneRequest(in);
    in.throwIfFaulty();
    return request;
  }

  private static double[][] times(double[][] matrix, double factor) {
    for (double[] row : matrix) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= factor;
      }
    }
    return matrix;
  }

  /**
   * Cores per request; none where neither cores nor requests were seen, infinite without requests.
   */
  private static double[][] perRequest(double[][] cores, double[][] requests) {
    double[][] each = new double[cores.length][];
    for (int f = 0; f < cores.length; f++) {
      each[f] = new double[cores[f].length];
      for (int j = 0; j < cores[f].length; j++) {
        each[f][j] = cores[f][j] == 0 ? 0 : cores[f][j] / requests[f][j];
      }
    }
    return each;
  }

  private SortedSet<OldAllocation> oldAllocations(JsonFields in) {
    String field = "actual_cpu_allocations";
    SortedSet<OldAllocation> old = new TreeSet<>();
    for (Map.Entry<String, JsonElement> entry : in.objectOrEmpty(field).entrySet()) {
      int f = functions.indexOf(entry.getKey());
      String path = field + "." + entry.getKey();
      if (f < 0) {
        in.fault(path, "The function must be among function_names.", "Maybe it was removed.");
      } else if (!entry.getValue().isJsonObject()) {
        in.fault(path, "The field must be an object of nodes.", "Maybe braces are missing.");
      } else {
        for (var onNode : entry.getValue().getAsJsonObject().entrySet()) {
          int j = nodes.indexOf(onNode.getKey());
          if (j < 0) {
            in.fault(
                path + "." + onNode.getKey(),
                "The node must be among node_names.",
                "Maybe it was removed.");
          } else if (holds(onNode.getValue())) {
            old.add(new OldAllocation(f, j));
          }
        }
      }
    }
    return Collections.unmodifiableSortedSet(old);
  }

  private static boolean holds(JsonElement value) {
    if (!value.isJsonPrimitive()) {
      return false;
    }
    String text = value.getAsString();
    return !(text.isEmpty() || text.equals("false") || text.equals("0") || text.equals("0.0"));
  }

  private static String solverType(JsonObject solver) {
    JsonElement type = solver.get("type");
    return type != null && type.isJsonPrimitive() ? type.getAsString() : "";
  }

  private static double solverAlpha(JsonObject solver, JsonFields in) {
    JsonElement args = solver.get("args");
    JsonElement alpha =
        args != null && args.isJsonObject() ? args.getAsJsonObject().get("alpha") : null;
    if (alpha == null) {
      return Neptune.DEFAULT_ALPHA;
    }
    if (alpha.isJsonPrimitive() && alpha.getAsJsonPrimitive().isNumber()) {
      double value = alpha.getAsDouble();
      if (value >= 0 && value <= 1) {
        return value;
      }
    }
    in.fault("solver.args.alpha", "The share must be a number in [0, 1].", "Maybe it is 0.5.");
    return Neptune.DEFAULT_ALPHA;
  }

  private void readGpus(JsonFields in) {
    in.ignore(List.of("gpu_node_memories", "gpu_function_names", "gpu_function_memories"));
    JsonElement gpuNodes = in.elementOrEmpty("gpu_node_names");
    if (gpuNodes.isJsonArray() && !gpuNodes.getAsJsonArray().isEmpty()) {
      warnings.add(
          "GPU nodes and functions were left out: every request is placed on CPUs, as NEPTUNE's"
              + " own first step does.");
    }
  }
}
