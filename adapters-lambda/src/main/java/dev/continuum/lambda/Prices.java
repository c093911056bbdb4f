package dev.continuum.lambda;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Prices of a region's Lambda in dollars; data, with the day it was true.
 *
 * @param date ISO 8601
 * @param source where the figures come from
 * @param perRequest one request
 * @param onDemand a gigabyte-second of running on demand
 * @param kept a gigabyte-second of provisioned concurrency kept
 * @param provisioned a gigabyte-second of running in provisioned concurrency
 */
public record Prices(
    String date,
    String source,
    double perRequest,
    double onDemand,
    double kept,
    double provisioned) {

  private static final double HOURS_PER_MONTH = 730;
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double MEGABYTES_PER_GIGABYTE = 1024;

  /** Provisioned concurrency is billed in steps of five minutes. */
  static final int STEP_SECONDS = 300;

  /** Those that ship with the project. */
  public static Prices shipped() {
    try (InputStream in =
        Optional.ofNullable(Prices.class.getResourceAsStream("prices.json")).orElseThrow()) {
      JsonObject json =
          JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
              .getAsJsonObject();
      return new Prices(
          json.get("date").getAsString(),
          json.get("source").getAsString(),
          json.get("perMillionRequests").getAsDouble() / 1e6,
          json.get("onDemandPerGbSecond").getAsDouble(),
          json.get("provisionedKeptPerGbSecond").getAsDouble(),
          json.get("provisionedRunPerGbSecond").getAsDouble());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeping so many instances of so much memory for a month of 730 hours. */
  public double keptForAMonth(int instances, double memoryMb) {
    return instances
        * memoryMb
        / MEGABYTES_PER_GIGABYTE
        * kept
        * HOURS_PER_MONTH
        * SECONDS_PER_HOUR;
  }

  /** Keeping them for a while, which is billed in steps of five minutes. */
  public double kept(int instances, double memoryMb, double seconds) {
    double billed = Math.ceil(seconds / STEP_SECONDS) * STEP_SECONDS;
    return instances * memoryMb / MEGABYTES_PER_GIGABYTE * kept * billed;
  }

  /** The busy share above which a provisioned instance costs less than calls on demand. */
  public double breakEven() {
    return kept / (onDemand - provisioned);
  }
}
