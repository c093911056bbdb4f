package dev.continuum.solver.compiled;

/**
 * What changes against the current placement may cost (rule 8).
 *
 * @param counted whether there is a current placement to count changes against
 * @param budget most changes; infinite for no limit
 * @param startMicros price of an instance started, micro-units per hour
 * @param moveMicros price of a device of a call moved onto a node, micro-units per hour
 */
public record ChangeTable(boolean counted, double budget, long startMicros, long moveMicros) {

  /** Whether any change is limited or priced beyond acquisitions. */
  public boolean matters() {
    return counted && (budget < Double.POSITIVE_INFINITY || startMicros > 0 || moveMicros > 0);
  }
}
