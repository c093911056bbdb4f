package dev.continuum.lambda.conformance;

import java.time.Duration;

/**
 * What a run may do and must know.
 *
 * @param role ARN of an execution role
 * @param most how long the whole run may take
 */
public record ConformanceOptions(String role, Duration most) {

  /** With this role, an hour at most: provisioned concurrency takes minutes on AWS. */
  public static ConformanceOptions of(String role) {
    return new ConformanceOptions(role, Duration.ofHours(1));
  }
}
