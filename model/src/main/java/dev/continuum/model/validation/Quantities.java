package dev.continuum.model.validation;

import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import java.time.Duration;

/** What holds for a quantity wherever it is declared. */
final class Quantities {

  static final double MS_PER_HOUR = 3.6e6;
  static final double MS_PER_DAY = 24 * MS_PER_HOUR;
  static final double SECONDS_PER_CENTURY = 100 * 365.25 * 24 * 3600;

  private static final long PEBIBYTE = 1L << 50;
  private static final long TEBIBYTE = 1L << 40;
  private static final double MOST_MILLICORES = 1e10;
  private static final double MOST_BITS_PER_SECOND = 1e15;
  private static final double MOST_SCV = 1e4;

  private Quantities() {}

  /** Milliseconds; any duration, where Duration's own conversions would overflow. */
  static double millis(Duration duration) {
    return duration.getSeconds() * 1e3 + duration.getNano() / 1e6;
  }

  static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }

  static String shown(Duration duration) {
    return millis(duration) + " ms";
  }

  static void latency(Subject owner, String field, Duration value) {
    duration(
        owner, field, "latency", value, MS_PER_HOUR, Code.LATENCY_NEGATIVE, Code.LATENCY_ABSURD);
  }

  static void jitter(Subject owner, String field, Duration value) {
    duration(owner, field, "jitter", value, MS_PER_HOUR, Code.JITTER_NEGATIVE, Code.JITTER_ABSURD);
  }

  static void duration(
      Subject owner,
      String field,
      String noun,
      Duration value,
      double mostMillis,
      Code negative,
      Code absurd) {
    if (value.isNegative()) {
      owner.fault(negative, field, noun, shown(value), "not be negative");
    } else if (millis(value) > mostMillis) {
      owner.fault(absurd, field, noun, shown(value), "be at most " + mostMillis / 1e3 + " s");
    }
  }

  static void bandwidth(Subject owner, String field, Bandwidth value) {
    double bits = value.bitsPerSecond();
    if (!(bits > 0)) {
      owner.fault(Code.BANDWIDTH_NOT_POSITIVE, field, "bandwidth", bits + " bit/s", "be positive");
    } else if (bits > MOST_BITS_PER_SECOND && !value.isUnlimited()) {
      owner.fault(
          Code.BANDWIDTH_ABSURD, field, "bandwidth", bits + " bit/s", "be at most 1e15 bit/s");
    }
  }

  static void utilisationCap(Subject owner, double cap) {
    if (!(cap > 0 && cap <= 1)) {
      owner.fault(
          Code.UTILISATION_CAP_RANGE, "utilisation_cap", "utilisation cap", cap, "be in (0, 1]");
    }
  }

  /** What something offers, which may be unlimited. */
  static void offered(Subject owner, String field, Memory value) {
    if (!value.isUnlimited()) {
      needed(owner, field, value);
    }
  }

  /** What something takes. */
  static void needed(Subject owner, String field, Memory value) {
    bytes(owner, field, "memory", value, Code.MEMORY_NEGATIVE, Code.MEMORY_ABSURD);
  }

  static void storage(Subject owner, String field, String noun, Memory value) {
    bytes(owner, field, noun, value, Code.STORAGE_NEGATIVE, Code.STORAGE_ABSURD);
  }

  private static void bytes(
      Subject owner, String field, String noun, Memory value, Code negative, Code absurd) {
    if (value.bytes() < 0) {
      owner.fault(negative, field, noun, value.bytes() + " bytes", "not be negative");
    } else if (value.bytes() > PEBIBYTE) {
      owner.fault(absurd, field, noun, value.bytes() + " bytes", "be at most 1 PiB");
    }
  }

  static void payload(Subject owner, String field, long bytes) {
    if (bytes < 0) {
      owner.fault(Code.PAYLOAD_NEGATIVE, field, "payload", bytes + " bytes", "not be negative");
    } else if (bytes > TEBIBYTE) {
      owner.fault(Code.PAYLOAD_ABSURD, field, "payload", bytes + " bytes", "be at most 1 TiB");
    }
  }

  static void cpu(Subject owner, String field, Cpu value, boolean mayBeUnlimited) {
    double millicores = value.millicores();
    if (!(millicores >= 0)) {
      owner.fault(Code.CPU_NEGATIVE, field, "CPU", millicores + " millicores", "be at least 0");
    } else if (millicores > MOST_MILLICORES
        && !(mayBeUnlimited && millicores == Double.POSITIVE_INFINITY)) {
      owner.fault(
          Code.CPU_ABSURD, field, "CPU", millicores + " millicores", "be at most 10 million cores");
    }
  }

  static void scv(Subject owner, String field, double value) {
    if (!(value >= 0 && value <= MOST_SCV)) {
      owner.fault(
          Code.SCV_RANGE, field, "squared coefficient of variation", value, "be in [0, 10000]");
    }
  }

  /** A number that must be finite and not negative. */
  static void amount(
      Subject owner, String field, String noun, double value, Code negative, Code notFinite) {
    if (!Double.isFinite(value)) {
      owner.fault(notFinite, field, noun, value, "be finite");
    } else if (value < 0) {
      owner.fault(negative, field, noun, value, "not be negative");
    }
  }
}
