package dev.continuum.service.replica;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.StartUpPath;
import dev.continuum.model.workload.Variant;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How far ahead the demand of a group has to be known for instances to be there in time. */
final class StartUpLeads {

  /** The minute under way is half over on average. */
  private static final long HALF_MINUTE_S = 30;

  private static final int MOST_MINUTES = 60;

  private StartUpLeads() {}

  /**
   * By group, whole minutes beyond the next one until an instance of the slowest function that its
   * application may call has been installed and started anywhere; groups of 0 are left out.
   */
  static Map<String, Integer> of(PlacementProblem problem) {
    Map<FunctionId, Duration> starts = new HashMap<>();
    for (Function function : problem.functions()) {
      Duration slowest = length(function.defaultStartUp());
      for (StartUpPath path : function.startUp().values()) {
        slowest = longer(slowest, length(path));
      }
      starts.put(function.id(), slowest);
    }
    Map<AppId, Integer> apps = new HashMap<>();
    for (Application app : problem.apps()) {
      Duration slowest = Duration.ZERO;
      for (Call call : app.calls()) {
        for (Variant variant : call.variants()) {
          slowest = longer(slowest, starts.getOrDefault(variant.function(), Duration.ZERO));
        }
      }
      apps.put(app.id(), (int) Math.min(MOST_MINUTES, (slowest.toSeconds() + HALF_MINUTE_S) / 60));
    }
    Map<String, Integer> leads = new HashMap<>();
    for (ClientGroup group : problem.groups()) {
      int minutes = apps.getOrDefault(group.app(), 0);
      if (minutes > 0) {
        leads.put(group.id().value(), minutes);
      }
    }
    return leads;
  }

  private static Duration length(StartUpPath path) {
    return path.install().plus(path.coldStart());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
