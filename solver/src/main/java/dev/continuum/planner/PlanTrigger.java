package dev.continuum.planner;

/** Why a plan is made. */
public enum PlanTrigger {
  /** The continuum is new. */
  CREATED,
  /** Something declared changed. */
  DECLARED,
  /** Telemetry told of a significant change. */
  OBSERVED,
  /** An operator resumed planning. */
  RESUMED,
  /** Changes that a budget had no room for are allowed again. */
  ALLOWED
}
