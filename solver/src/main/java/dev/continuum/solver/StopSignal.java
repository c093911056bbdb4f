package dev.continuum.solver;

/** Lets a caller end a solve early; asked often, from the solver's threads. */
@FunctionalInterface
public interface StopSignal {

  /** Never stops. */
  StopSignal NEVER = () -> false;

  /** Whether the solve should end with what it has. */
  boolean stopped();
}
