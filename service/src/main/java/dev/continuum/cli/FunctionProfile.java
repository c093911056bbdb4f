package dev.continuum.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;

/**
 * Measured times of one function.
 *
 * @param function extract or match
 * @param algorithm orb, sift or akaze
 * @param size of the frame, say 640x480
 * @param memoryMb memory of the instance
 * @param millis service times in ascending order, without the first
 * @param residentMb resident memory of the process afterwards; 0 where the system does not tell
 * @param initMillis from the start of the process to the end of its initialisation
 */
record FunctionProfile(
    String function,
    String algorithm,
    String size,
    int memoryMb,
    List<Double> millis,
    int residentMb,
    int initMillis) {

  FunctionProfile {
    millis = millis.stream().sorted().toList();
  }

  double meanMillis() {
    return millis.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** Squared coefficient of variation, with the unbiased variance. */
  double scv() {
    double mean = meanMillis();
    double squares = millis.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum();
    return squares / (millis.size() - 1) / (mean * mean);
  }

  /** The least time that so large a share of the runs does not exceed. */
  double percentile(double share) {
    return millis.get((int) Math.clamp(Math.ceil(share * millis.size()) - 1, 0, millis.size() - 1));
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("function", function);
    json.addProperty("algorithm", algorithm);
    json.addProperty("size", size);
    json.addProperty("memoryMb", memoryMb);
    json.addProperty("runs", millis.size());
    json.addProperty("meanMs", meanMillis());
    json.addProperty("scv", scv());
    JsonObject percentiles = new JsonObject();
    for (double share : new double[] {0.1, 0.5, 0.9, 0.95, 0.99}) {
      percentiles.add(Double.toString(share), new JsonPrimitive(percentile(share)));
    }
    json.add("percentilesMs", percentiles);
    json.addProperty("residentMb", residentMb);
    json.addProperty("initMs", initMillis);
    return json;
  }
}
