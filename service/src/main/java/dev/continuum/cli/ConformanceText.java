package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.actuation.conformance.ConformanceReport;
import dev.continuum.actuation.conformance.ConformanceReport.Verdict;
import java.util.Locale;

/** How the reports of conformance suites are printed. */
final class ConformanceText {

  private ConformanceText() {}

  static String line(ConformanceReport.Result result) {
    String verdict =
        String.format(Locale.ROOT, "%-8s", result.verdict().name().toLowerCase(Locale.ROOT));
    return verdict + result.name() + (result.why().isEmpty() ? "" : ": " + result.why()) + "\n";
  }

  static String of(ConformanceReport report) {
    StringBuilder text = new StringBuilder();
    report.results().forEach(result -> text.append(line(result)));
    return text + report.summary() + "\n";
  }

  static JsonObject json(ConformanceReport report) {
    JsonObject json = new JsonObject();
    json.addProperty("conforms", report.conforms());
    json.addProperty("passed", report.count(Verdict.PASSED));
    json.addProperty("failed", report.count(Verdict.FAILED));
    json.addProperty("skipped", report.count(Verdict.SKIPPED));
    json.add(
        "checks",
        Json.array(
            report.results(),
            result -> {
              JsonObject one = new JsonObject();
              one.addProperty("name", result.name());
              one.addProperty("must", result.must());
              one.addProperty("verdict", result.verdict().name());
              one.addProperty("why", result.why());
              return one;
            }));
    return json;
  }
}
