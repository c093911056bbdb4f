package dev.continuum.model.topology;

/**
 * Electrical power of a node or device, linear in its busy cores.
 *
 * @param idleWatts while on and doing nothing
 * @param wattsPerBusyCore added by each busy core
 */
public record PowerModel(double idleWatts, double wattsPerBusyCore) {

  /** Draws nothing. */
  public static final PowerModel NONE = new PowerModel(0, 0);
}
