package dev.continuum.actuation.conformance;

import dev.continuum.actuation.ActuationException;
import java.io.IOException;

/**
 * One check of a suite.
 *
 * @param name what must hold, as a sentence
 * @param must whether skipping it fails the suite
 * @param body throws an AssertionError if it does not hold, {@link Skip} if it cannot be told
 * @param <B> what checks work with
 */
public record Check<B>(String name, boolean must, Body<B> body) {

  /**
   * What a check does.
   *
   * @param <B> what it works with
   */
  @FunctionalInterface
  public interface Body<B> {
    /** Checks. */
    void run(B bench) throws IOException;
  }

  /** A check that must not be skipped. */
  public static <B> Check<B> must(String name, Body<B> body) {
    return new Check<>(name, true, body);
  }

  /** A check that may be skipped. */
  public static <B> Check<B> may(String name, Body<B> body) {
    return new Check<>(name, false, body);
  }

  /** Ends a check that cannot be told here. */
  public static final class Skip extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1;

    /** For this reason. */
    public Skip(String why) {
      super(why, null, false, false);
    }
  }

  /** Runs it; whatever is thrown becomes part of the result. */
  public ConformanceReport.Result run(B bench) {
    try {
      body.run(bench);
      return result(ConformanceReport.Verdict.PASSED, "");
    } catch (Skip skip) {
      return result(ConformanceReport.Verdict.SKIPPED, String.valueOf(skip.getMessage()));
    } catch (AssertionError | ActuationException failure) {
      return result(ConformanceReport.Verdict.FAILED, String.valueOf(failure.getMessage()));
    } catch (IOException | RuntimeException failure) {
      return result(ConformanceReport.Verdict.FAILED, failure.toString());
    }
  }

  private ConformanceReport.Result result(ConformanceReport.Verdict verdict, String why) {
    return new ConformanceReport.Result(name, must, verdict, why);
  }
}
