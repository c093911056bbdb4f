package dev.continuum.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: 10s, 500ms, 1.5m, 2h. */
final class Durations implements ITypeConverter<Duration> {

  private static final Pattern FORMAT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");

  @Override
  public Duration convert(String text) {
    Matcher matcher = FORMAT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no duration; write a number and its unit: 500ms, 10s, 2m, 1h");
    }
    long nanosPerUnit =
        switch (matcher.group(2)) {
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          default -> 3_600_000_000_000L;
        };
    BigDecimal nanos =
        new BigDecimal(matcher.group(1))
            .multiply(BigDecimal.valueOf(nanosPerUnit))
            .setScale(0, RoundingMode.HALF_EVEN);
    Duration longest = Duration.ofDays(3650);
    return nanos.compareTo(BigDecimal.valueOf(longest.toNanos())) > 0
        ? longest
        : Duration.ofNanos(nanos.longValueExact());
  }
}
