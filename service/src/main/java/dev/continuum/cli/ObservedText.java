package dev.continuum.cli;

import dev.continuum.service.proto.ContinuumProto.ObservedLimit;
import dev.continuum.service.proto.ContinuumProto.ObservedService;
import dev.continuum.service.proto.ContinuumProto.PlatformCount;
import java.time.Instant;
import java.util.List;

/** What telemetry told of functions and nodes, for people. */
final class ObservedText {

  private ObservedText() {}

  /** A line for each node that is limited. */
  static String limits(List<ObservedLimit> limits) {
    StringBuilder text = new StringBuilder();
    for (ObservedLimit each : limits) {
      text.append("limited: ").append(Figures.line(each.getNode()));
      if (each.hasRatePerS()) {
        text.append(" to ").append(Figures.count(each.getRatePerS())).append(" calls a second");
      }
      if (each.getCordoned()) {
        text.append(each.hasRatePerS() ? "," : "").append(" takes nothing new");
      }
      text.append(" until ")
          .append(Instant.ofEpochMilli(each.getUntilMs()))
          .append(": ")
          .append(Figures.line(each.getReason()))
          .append('\n');
    }
    return text.toString();
  }

  /** A row for each function on a node. */
  static String services(List<ObservedService> services) {
    if (services.isEmpty()) {
      return "";
    }
    TextTable table =
        new TextTable(
            "function ",
            "node ",
            "served",
            "failed",
            "cold",
            "lost",
            "lost of late",
            "plans with",
            "platform ");
    for (ObservedService each : services) {
      table.row(
          each.getFunction(),
          each.getNode(),
          Figures.count(each.getCalls()),
          Figures.count(each.getFailed()),
          Figures.count(each.getColdStarts()),
          Figures.count(
              each.getThrottled() + each.getLate() + each.getUnavailable() + each.getRejected()),
          Figures.percent(each.getLostShare()),
          (each.hasPlannedServiceMs()
                  ? Figures.count(each.getPlannedServiceMs()) + " ms"
                  : "declared")
              + (each.getStale() ? ", stale" : ""),
          each.hasPlatform() ? platform(each.getPlatform()) : "");
    }
    return "\n" + table;
  }

  private static String platform(PlatformCount count) {
    return Figures.count(count.getCalls())
        + " calls, "
        + Figures.count(count.getThrottled())
        + " throttled, "
        + Figures.count(count.getSpillOver())
        + " spilled over"
        + (count.hasUtilisation() ? ", " + Figures.percent(count.getUtilisation()) + " busy" : "");
  }
}
