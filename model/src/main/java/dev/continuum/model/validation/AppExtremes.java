package dev.continuum.model.validation;

import static dev.continuum.model.validation.Extremes.sound;

import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.Variant;

/**
 * What one request of an application takes at the most, wherever it is served.
 *
 * @param calls calls made
 * @param millicoreSeconds CPU
 * @param busySeconds service time
 * @param instancesPerRate instances per request/s, by service time, target and rate limits
 * @param bytes bytes sent
 * @param transfers transfers that cross a network
 * @param cost cost units
 */
record AppExtremes(
    double calls,
    double millicoreSeconds,
    double busySeconds,
    double instancesPerRate,
    double bytes,
    int transfers,
    double cost) {

  private static final double GIBIBYTE = 1L << 30;

  static AppExtremes of(
      Application app, Declared declared, Extremes most, ObjectiveWeights weights) {
    double calls = 0;
    double cpu = 0;
    double busy = 0;
    double instances = 0;
    double cost = 0;
    for (Call call : app.calls()) {
      double times = sound(call.callsPerRequest());
      double worstCpu = 0;
      double worstBusy = 0;
      double worstCost = 0;
      double worstInstances = 0;
      double worstQuality = 0;
      for (Variant variant : call.variants()) {
        worstQuality = Math.max(worstQuality, sound(Math.abs(variant.qualityPricePerRequest())));
        Function function = declared.functions.get(variant.function());
        if (function == null) {
          continue;
        }
        double seconds = most.serviceSeconds(function);
        double millicores = sound(function.cpuWhileBusy().millicores());
        double gib = sound(function.memory().gibibytes());
        double perRate = instancesPerRate(function, seconds, most);
        worstBusy = Math.max(worstBusy, seconds);
        worstCpu = Math.max(worstCpu, seconds * millicores);
        worstInstances = Math.max(worstInstances, perRate);
        worstCost =
            Math.max(
                worstCost,
                sound(weights.servicePerRequestMs()) * seconds * 1e3
                    + sound(weights.perJoule())
                        * seconds
                        * (millicores / 1e3)
                        * most.wattsPerBusyCore
                    + sound(weights.perMoney())
                        * (most.perRequest
                            + gib * seconds * most.perGibSecondRun
                            + gib * perRate * most.perGibSecondKept));
      }
      calls += times;
      cpu += times * worstCpu;
      busy += times * worstBusy;
      instances += times * worstInstances;
      cost += times * worstCost + worstQuality;
    }
    double bytes = 0;
    for (CallEdge edge : app.edges()) {
      bytes += sound((double) edge.bytesPerRequest().orElse(0));
    }
    bytes += app.calls().size() * sound((double) app.entryBytes().orElse(0));
    bytes += app.calls().size() * sound((double) app.replyBytes().orElse(0));
    int transfers = app.edges().size() + 2 * app.calls().size();
    cost +=
        sound(weights.networkPerRequestMs())
                * (transfers * most.networkMillis + bytes * most.millisPerByte)
            + sound(weights.perMoney()) * bytes / GIBIBYTE * most.perGibSent;
    return new AppExtremes(calls, cpu, busy, instances, bytes, transfers, cost);
  }

  /** Twice the offered load is more than Erlang sizing asks for, a few instances aside. */
  private static double instancesPerRate(Function function, double seconds, Extremes most) {
    double target = function.sizing().target();
    double slots =
        switch (function.sizing().kind()) {
          case ERLANG -> 2 * seconds;
          case UTILIZATION -> target > 0 && target <= 1 ? seconds / target : 0;
          case NONE -> 0;
        };
    return Math.max(slots / Math.max(1, function.concurrency()), most.perSlotRate);
  }
}
