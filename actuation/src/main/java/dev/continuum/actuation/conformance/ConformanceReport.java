package dev.continuum.actuation.conformance;

import java.util.List;

/**
 * What came of a run.
 *
 * @param results one per check, in order
 */
public record ConformanceReport(List<Result> results) {

  /** How a check ended. */
  public enum Verdict {
    /** It holds. */
    PASSED,
    /** It does not. */
    FAILED,
    /** It could not be told here. */
    SKIPPED
  }

  /**
   * One check.
   *
   * @param name what must hold
   * @param must whether it must not be skipped
   * @param verdict how it ended
   * @param why of a failure or a skip
   */
  public record Result(String name, boolean must, Verdict verdict, String why) {}

  /** Copies. */
  public ConformanceReport {
    results = List.copyOf(results);
  }

  /** How many ended so. */
  public long count(Verdict verdict) {
    return results.stream().filter(each -> each.verdict() == verdict).count();
  }

  /** Nothing failed, and nothing that must run was skipped. */
  public boolean conforms() {
    return results.stream()
        .noneMatch(
            each ->
                each.verdict() == Verdict.FAILED
                    || (each.must() && each.verdict() == Verdict.SKIPPED));
  }

  /** The last line of the report. */
  public String summary() {
    return count(Verdict.PASSED)
        + " passed, "
        + count(Verdict.FAILED)
        + " failed, "
        + count(Verdict.SKIPPED)
        + " skipped";
  }
}
