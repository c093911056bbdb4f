package dev.continuum.datasets.importer;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import dev.continuum.model.workload.ServiceProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Service times by memory, as {@code continuum profile --lambda} writes them.
 *
 * @param machine where they were measured
 * @param rows by function, algorithm and size of the frame ({@code extract-orb-640x480}), and then
 *     by memory in MB
 */
public record MemoryProfile(String machine, SortedMap<String, SortedMap<Integer, Row>> rows) {

  /**
   * What was measured at one size.
   *
   * @param meanMillis mean service time
   * @param scv its squared coefficient of variation
   * @param medianMillis half of the calls took no longer
   * @param leastMillis a tenth of the calls took no longer
   * @param initMillis initialisation of an instance
   */
  public record Row(
      double meanMillis, double scv, double medianMillis, double leastMillis, double initMillis) {}

  /** Copies. */
  public MemoryProfile {
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws InvalidProblemException if it is not such a profile
   */
  public static MemoryProfile read(Path file) throws IOException {
    InstanceText text = InstanceText.read(file, StandardCharsets.UTF_8);
    try {
      JsonObject json = JsonParser.parseString(text.text()).getAsJsonObject();
      SortedMap<String, SortedMap<Integer, Row>> rows = new TreeMap<>();
      for (JsonElement each : json.getAsJsonArray("profiles")) {
        JsonObject row = each.getAsJsonObject();
        String name =
            row.get("function").getAsString()
                + "-"
                + row.get("algorithm").getAsString()
                + "-"
                + row.get("size").getAsString();
        rows.computeIfAbsent(name, key -> new TreeMap<>())
            .put(row.get("memoryMb").getAsInt(), row(row));
      }
      return new MemoryProfile(json.get("machine").getAsString(), rows);
    } catch (JsonParseException
        | ClassCastException
        | IllegalStateException
        | NullPointerException
        | NumberFormatException
        | UnsupportedOperationException e) {
      throw new InvalidProblemException(
          List.of(
              new Issue(
                  "import.memory-profile",
                  text.name(),
                  "The file must be a memory profile: " + e.getMessage() + ".",
                  "Maybe make one: ./continuum profile --lambda 256,1769 --json.")));
    }
  }

  private static Row row(JsonObject json) {
    JsonObject percentiles = json.getAsJsonObject("percentilesMs");
    return new Row(
        json.get("meanMs").getAsDouble(),
        json.get("scv").getAsDouble(),
        percentiles.get("0.5").getAsDouble(),
        percentiles.get("0.1").getAsDouble(),
        json.get("initMs").getAsDouble());
  }

  /** The sizes of a row, from the smallest. */
  public List<MemorySizes.Size> sizes(String name) {
    List<MemorySizes.Size> sizes = new ArrayList<>();
    for (Map.Entry<Integer, Row> each : rows.getOrDefault(name, new TreeMap<>()).entrySet()) {
      Row row = each.getValue();
      sizes.add(
          new MemorySizes.Size(
              each.getKey(),
              ServiceProfile.gamma(
                  Duration.ofNanos(Math.round(row.meanMillis() * 1e6)), row.scv())));
    }
    return sizes;
  }
}
