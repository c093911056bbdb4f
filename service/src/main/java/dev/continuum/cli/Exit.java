package dev.continuum.cli;

/** Exit codes, the same for every command. */
final class Exit {

  /** Done; for solve, a placement was found. */
  static final int OK = 0;

  /** Our fault. */
  static final int INTERNAL = 1;

  /** Wrong usage or invalid input. */
  static final int INVALID = 2;

  /** No placement exists, or the given one breaks a rule. */
  static final int INFEASIBLE = 3;

  /** Neither a placement nor a proof that there is none was found in time. */
  static final int NOTHING_FOUND = 4;

  /** Of apply: there are changes, and it was a dry run. */
  static final int PENDING = 5;

  /** Of apply: the plan was made for another state, or a newer one has been applied. */
  static final int STALE = 6;

  private Exit() {}
}
