package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.simulator.warm.PolicyFamily;
import dev.continuum.simulator.warm.WarmCurve;
import dev.continuum.simulator.warm.WarmOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Policies on a trace, as text, JSON and CSV.
 *
 * @param title what was judged
 * @param price GB-s that a cold start is worth
 * @param curves by policy
 */
record WarmReport(String title, double price, List<WarmCurve> curves) {

  String text() {
    Optional<WarmCurve> ours = ours();
    boolean compared = ours.isPresent() && curves.size() > 1;
    TextTable table =
        compared
            ? new TextTable("policy ", "cold starts", "cold", "GB-s", "cost", "ours", "of theirs")
            : new TextTable("policy ", "cold starts", "cold", "GB-s", "cost", "", "");
    for (WarmCurve curve : curves) {
      if (compared && curve.name().equals(PolicyFamily.OURS)) {
        continue;
      }
      for (WarmOutcome point : curve.points()) {
        OptionalLong within = within(point);
        table.row(
            point.policy(),
            Figures.count(point.coldStarts()),
            share(point),
            Figures.count(Math.rint(point.gigabyteSeconds())),
            Figures.count(Math.rint(point.cost(price))),
            compared ? within.stream().mapToObj(Figures::count).findFirst().orElse("-") : "",
            compared ? ratio(point, within) : "");
      }
    }
    return title
        + "\n\n"
        + table
        + (compared
            ? "\nours: cold starts of continuum with no more GB-s than that row. A cold start is"
                + " worth\n"
                + number(price)
                + " GB-s in column cost.\n"
            : "");
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("title", title);
    json.add("coldStartGigabyteSeconds", Json.number(price));
    json.add(
        "policies",
        Json.array(
            curves,
            curve -> {
              JsonObject each = new JsonObject();
              each.addProperty("policy", curve.name());
              each.add("points", Json.array(curve.points(), this::json));
              return each;
            }));
    return json;
  }

  /** A line for each setting of each policy. */
  String csv() {
    StringBuilder text =
        new StringBuilder(
            "policy,setting,calls,cold_starts,gb_s,busy_gb_s,continuum_cold_starts_within\n");
    for (WarmCurve curve : curves) {
      for (WarmOutcome point : curve.points()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%d,%d,%.3f,%.3f,%s%n",
                curve.name(),
                point.policy(),
                point.calls(),
                point.coldStarts(),
                point.gigabyteSeconds(),
                point.busyGigabyteSeconds(),
                within(point).isPresent() ? within(point).getAsLong() : ""));
      }
    }
    return text.toString().replace("\r", "");
  }

  private JsonObject json(WarmOutcome point) {
    JsonObject json = new JsonObject();
    json.addProperty("setting", point.policy());
    json.addProperty("calls", point.calls());
    json.addProperty("coldStarts", point.coldStarts());
    json.add("gigabyteSeconds", Json.number(point.gigabyteSeconds()));
    json.add("busyGigabyteSeconds", Json.number(point.busyGigabyteSeconds()));
    json.add("cost", Json.number(point.cost(price)));
    OptionalLong within = within(point);
    json.add(
        "continuumColdStartsWithin",
        within.isPresent() ? Json.number(within.getAsLong()) : Json.number(Double.NaN));
    return json;
  }

  private OptionalLong within(WarmOutcome point) {
    return ours()
        .map(curve -> curve.coldStartsWithin(point.gigabyteSeconds()))
        .orElse(OptionalLong.empty());
  }

  private Optional<WarmCurve> ours() {
    return curves.stream().filter(curve -> curve.name().equals(PolicyFamily.OURS)).findFirst();
  }

  private static String share(WarmOutcome point) {
    return point.calls() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.3f %%", 100.0 * point.coldStarts() / point.calls());
  }

  private static String ratio(WarmOutcome point, OptionalLong within) {
    return within.isEmpty() || point.coldStarts() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.2f", (double) within.getAsLong() / point.coldStarts());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
