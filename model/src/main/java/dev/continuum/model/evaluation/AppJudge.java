package dev.continuum.model.evaluation;

import dev.continuum.model.id.AppId;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.ClientGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up the routes and groups of each application. Not thread-safe. */
final class AppJudge {

  private final SortedMap<AppId, Sums> sums = new TreeMap<>();

  private static final class Sums {
    private double served;
    private double unserved;
    private double late;
    private double weight;
    private double percentile;
    private double estimate;
    private long worstPercentile;
    private long worstEstimate;
    private boolean estimated = true;
  }

  AppJudge(Catalogue catalogue) {
    catalogue.apps().forEach(app -> sums.put(app.id(), new Sums()));
  }

  void add(ClientGroup group, GroupEvaluation fares, List<RouteEvaluation> routes) {
    Sums sum = sums.computeIfAbsent(group.app(), key -> new Sums());
    sum.served += fares.served();
    sum.unserved += fares.unserved();
    sum.late += fares.late();
    for (RouteEvaluation route : routes) {
      double weight = route.devices() * group.rate().perSecond();
      sum.weight += weight;
      sum.percentile += weight * route.percentileMicros();
      sum.worstPercentile = Math.max(sum.worstPercentile, route.percentileMicros());
      if (route.estimateMicros().isPresent()) {
        sum.estimate += weight * route.estimateMicros().getAsLong();
        sum.worstEstimate = Math.max(sum.worstEstimate, route.estimateMicros().getAsLong());
      } else {
        sum.estimated = false;
      }
    }
  }

  List<AppEvaluation> judge(Iterable<Application> apps) {
    List<AppEvaluation> evaluations = new ArrayList<>();
    for (Application app : apps) {
      Sums sum = sums.getOrDefault(app.id(), new Sums());
      boolean any = sum.weight > 0;
      boolean estimated = any && sum.estimated;
      evaluations.add(
          new AppEvaluation(
              app.id(),
              sum.served,
              sum.unserved,
              sum.late,
              app.deadline().isPresent()
                  ? OptionalLong.of(Rounding.micros(app.deadline().get().limit()))
                  : OptionalLong.empty(),
              any ? OptionalLong.of(sum.worstPercentile) : OptionalLong.empty(),
              any ? OptionalDouble.of(sum.percentile / sum.weight) : OptionalDouble.empty(),
              estimated ? OptionalLong.of(sum.worstEstimate) : OptionalLong.empty(),
              estimated ? OptionalDouble.of(sum.estimate / sum.weight) : OptionalDouble.empty()));
    }
    return evaluations;
  }
}
