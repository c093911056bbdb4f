package dev.continuum.actuation;

/**
 * When a step runs: all steps of a phase, on all platforms, before any of the next. Within a phase
 * the steps of one platform run in the order it gave them; platforms run side by side.
 *
 * <p>A step is left out when an earlier one of the same function failed, on whatever node: so
 * nothing is switched before what it is switched to is warm, and nothing is taken away before the
 * calls have moved.
 */
public enum Phase {
  /** Artifacts are fetched and checked. */
  ACQUIRE,
  /** Instances go that must go before the new ones fit; named in the change set as evictions. */
  MAKE_ROOM,
  /** Objects are created or updated. */
  CREATE,
  /** Instances are started and initialised. */
  WARM,
  /** Calls move to the new objects. */
  SWITCH,
  /** Surplus instances are let go. */
  RELEASE,
  /** Objects nobody needs any more are deleted. */
  REMOVE
}
