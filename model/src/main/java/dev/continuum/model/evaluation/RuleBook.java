package dev.continuum.model.evaluation;

import dev.continuum.model.quantity.Rounding;
import java.util.List;
import java.util.OptionalLong;

/** Collects checks and what they exceed. Not thread-safe. */
final class RuleBook {

  private final CheckList.Writer checks = new CheckList.Writer();
  private long brokenPpm;

  /** A use of devices × whole amounts against a whole limit. */
  void limit(RuleKind kind, Subject subject, Amount use, long limit, RuleCheck.Unit unit) {
    add(new RuleCheck(kind, subject, use.value(), limit, unit, use.excessPpm(limit)));
  }

  /** A whole use against a whole limit. */
  void limit(RuleKind kind, Subject subject, long use, long limit, RuleCheck.Unit unit) {
    long excess = use > limit ? Math.max(1, Rounding.excessPpm((double) use, (double) limit)) : 0;
    add(new RuleCheck(kind, subject, use, limit, unit, excess));
  }

  /** A whole use against a limit, if there is one. */
  void limited(RuleKind kind, Subject subject, long use, OptionalLong limit, RuleCheck.Unit unit) {
    limit.ifPresent(most -> limit(kind, subject, use, most, unit));
  }

  /** A use of fractional devices against a limit, with the tolerance of shares. */
  void share(RuleKind kind, Subject subject, double use, double limit, RuleCheck.Unit unit) {
    boolean tolerant = !Amount.isWhole(use) || !Amount.isWhole(limit);
    double most = tolerant ? limit + Math.max(1, limit) * Amount.TOLERANCE : limit;
    long excess = use > most ? Math.max(1, Rounding.excessPpm(use, limit)) : 0;
    add(new RuleCheck(kind, subject, use, limit, unit, excess));
  }

  /** A use in real numbers against a limit, exactly. */
  void real(RuleKind kind, Subject subject, double use, double limit, RuleCheck.Unit unit) {
    add(new RuleCheck(kind, subject, use, limit, unit, Rounding.excessPpm(use, limit)));
  }

  /** A rule without degrees: broken by 10^6 wherever the use is above the limit. */
  void yesNo(RuleKind kind, Subject subject, double use, double limit, RuleCheck.Unit unit) {
    add(new RuleCheck(kind, subject, use, limit, unit, use > limit ? Rounding.MICRO : 0));
  }

  /** A rule without degrees that holds or not. */
  void holds(RuleKind kind, Subject subject, boolean holds) {
    yesNo(kind, subject, holds ? 0 : 1, 0, RuleCheck.Unit.FAULTS);
  }

  private void add(RuleCheck check) {
    checks.add(check);
    brokenPpm = Amount.sum(brokenPpm, check.excessPpm());
  }

  long brokenPpm() {
    return brokenPpm;
  }

  List<RuleCheck> checks() {
    return checks.list();
  }
}
