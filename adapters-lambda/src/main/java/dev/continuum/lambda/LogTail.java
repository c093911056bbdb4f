package dev.continuum.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the report line at the end of a call's log tells.
 *
 * @param run of the function itself
 * @param initialisation where this call was the first of an instance that was not there ahead
 * @param billed what is paid for
 * @param mostMemoryMb the most memory the instance had so far
 */
record LogTail(
    Optional<Duration> run,
    Optional<Duration> initialisation,
    Optional<Duration> billed,
    Optional<Integer> mostMemoryMb) {

  private static final Pattern RUN = Pattern.compile("\tDuration: ([0-9.]+) ms");
  private static final Pattern BILLED = Pattern.compile("\tBilled Duration: ([0-9.]+) ms");
  private static final Pattern INIT = Pattern.compile("\tInit Duration: ([0-9.]+) ms");
  private static final Pattern MEMORY = Pattern.compile("\tMax Memory Used: (\\d+) MB");

  /** Nothing known. */
  static final LogTail NONE =
      new LogTail(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Of a header's base64. */
  static LogTail of(String base64) {
    String text;
    try {
      text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return NONE;
    }
    // Functions may print such lines too: the platform's is the last one.
    int from = text.lastIndexOf("REPORT RequestId:");
    if (from < 0) {
      return NONE;
    }
    String report = text.substring(from);
    return new LogTail(
        time(RUN, report),
        time(INIT, report),
        time(BILLED, report),
        number(MEMORY, report).map(Double::intValue));
  }

  private static Optional<Double> number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(Double.parseDouble(matcher.group(1))) : Optional.empty();
  }

  private static Optional<Duration> time(Pattern pattern, String text) {
    return number(pattern, text).map(millis -> Duration.ofNanos(Math.round(millis * 1e6)));
  }
}
