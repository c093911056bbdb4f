package dev.continuum.simulator.warm.trace;

import dev.continuum.model.id.FunctionId;

/**
 * What is known of a function before any of its calls is seen.
 *
 * @param id names it, once per trace
 * @param serviceSeconds mean time to serve a call
 * @param gigabytes memory of one instance; 1 GB is 1,000 MB here, as in FeMux's published figures
 */
public record FunctionProfile(FunctionId id, double serviceSeconds, double gigabytes) {

  /** Rejects what no function has. */
  public FunctionProfile {
    if (!(serviceSeconds >= 0 && serviceSeconds < 1e9)) {
      throw new IllegalArgumentException(
          "The service time (" + serviceSeconds + " s) of " + id + " must be 0 or more.");
    }
    if (!(gigabytes > 0 && gigabytes < 1e9)) {
      throw new IllegalArgumentException(
          "The memory (" + gigabytes + " GB) of " + id + " must be above 0.");
    }
  }
}
