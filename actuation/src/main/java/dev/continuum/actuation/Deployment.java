package dev.continuum.actuation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Memory;
import java.time.Duration;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One function on one node, as a plan wants it.
 *
 * @param function the function
 * @param node the node
 * @param warm warm instances to keep, w of the model
 * @param most most instances at once, where the platform has such a cap
 * @param memory memory of an instance
 * @param timeout longest call
 * @param code what runs
 * @param parameters fixed parameters (OpenWhisk) or environment variables (Lambda); never secrets
 */
public record Deployment(
    FunctionId function,
    NodeId node,
    int warm,
    OptionalInt most,
    Memory memory,
    Duration timeout,
    Code code,
    SortedMap<String, String> parameters) {

  /** Copies the map. */
  public Deployment {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /** This, with another warm count. */
  public Deployment withWarm(int instances) {
    return new Deployment(function, node, instances, most, memory, timeout, code, parameters);
  }

  /** This, with other memory. */
  public Deployment withMemory(Memory other) {
    return new Deployment(function, node, warm, most, other, timeout, code, parameters);
  }

  /**
   * Hash of everything that makes its instances differ: code, memory, timeout, parameters. Warm
   * count and cap are not part of it. 16 hexadecimal digits.
   */
  public String specHash() {
    return Digests.of(
        "spec-1",
        function.value(),
        Long.toString(memory.bytes()),
        Long.toString(timeout.toMillis()),
        code.form().name(),
        code.form() == Code.Form.IMAGE ? code.location() : "",
        code.sha256().orElse(""),
        code.runtime(),
        code.entry(),
        parameters.toString());
  }
}
