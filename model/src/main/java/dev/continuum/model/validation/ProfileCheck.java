package dev.continuum.model.validation;

import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.model.workload.ServiceProfile.Percentile;

/** A measured service time. */
final class ProfileCheck {

  private ProfileCheck() {}

  static void check(Subject at, ServiceProfile profile) {
    double mean = Quantities.millis(profile.mean());
    if (!(mean > 0)) {
      at.fault(
          Code.PROFILE_MEAN_NOT_POSITIVE,
          "mean_ms",
          "mean service time",
          mean + " ms",
          "be positive");
    } else if (mean > Quantities.MS_PER_DAY) {
      at.fault(
          Code.PROFILE_MEAN_ABSURD,
          "mean_ms",
          "mean service time",
          mean + " ms",
          "be at most a day");
    }
    Quantities.scv(at, "scv", profile.scv());
    for (int i = 0; i < profile.percentiles().size(); i++) {
      Percentile point = profile.percentiles().get(i);
      Subject one = at.at("percentiles", i);
      double value = Quantities.millis(point.value());
      boolean known = point.probability() >= 0 && point.probability() <= 1;
      boolean sound = value >= 0 && value <= 100 * Quantities.MS_PER_DAY;
      if (!known) {
        one.fault(
            Code.PERCENTILE_PROBABILITY,
            "probability",
            "probability",
            point.probability(),
            "be in [0, 1]");
      }
      if (!sound) {
        one.fault(
            Code.PERCENTILE_VALUE, "value_ms", "percentile", value + " ms", "be in 0..100 days");
      }
      if (i > 0 && known && sound && !ascends(profile.percentiles().get(i - 1), point)) {
        one.fault(
            Code.PERCENTILES_NOT_ASCENDING,
            "",
            "percentile",
            "p" + point.probability() * 100 + " = " + value + " ms",
            "be above the one before it");
      }
    }
  }

  private static boolean ascends(Percentile before, Percentile point) {
    return before.probability() < point.probability()
        && before.value().compareTo(point.value()) <= 0;
  }
}
