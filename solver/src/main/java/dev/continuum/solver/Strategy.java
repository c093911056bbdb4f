package dev.continuum.solver;

/** How to search. */
public enum Strategy {
  /** What suits the problem's size and shape, sharing incumbent and bound. */
  AUTO,
  /** Integer programming to proven optimality, with the greedy answer as first incumbent. */
  EXACT,
  /** Construction, then local search by Timefold for as long as given; no bound. */
  TIMEFOLD,
  /** Construction and improvement only; ends in milliseconds on small problems, no bound. */
  GREEDY
}
