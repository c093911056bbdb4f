package dev.continuum.service.server;

import dev.continuum.model.id.FunctionId;
import dev.continuum.planner.DemandForecast;
import dev.continuum.simulator.warm.forecast.Forecaster;
import dev.continuum.simulator.warm.forecast.Forecasters;
import dev.continuum.simulator.warm.forecast.Horizon;
import dev.continuum.simulator.warm.trace.Demand;
import dev.continuum.simulator.warm.trace.FunctionProfile;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The forecasters of warm instances, asked for requests a minute instead: they tell whole numbers
 * apart, up to 3 % where those are large. Nothing is fitted to a group; what is merely counted is.
 */
final class WarmForecast implements DemandForecast {

  WarmForecast() {}

  @Override
  public List<String> names() {
    return Forecasters.all().stream().map(Forecaster::name).toList();
  }

  @Override
  public Group start(String name, int aheadMinutes) {
    Forecaster forecaster =
        Forecasters.all().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("There is no forecaster " + name + "."));
    return new Followed(
        forecaster.start(
            List.of(new FunctionProfile(new FunctionId("group"), 1, 1)),
            new Horizon(0, aheadMinutes)));
  }

  private static final class Followed implements Group {

    private final Forecaster.Session session;
    private boolean begun;

    Followed(Forecaster.Session session) {
      this.session = session;
    }

    @Override
    public void observe(long requests) {
      int calls = (int) Math.clamp(requests, 0L, 1_000_000_000L);
      session.observe(new Demand[] {new Demand(calls, calls, calls)});
      begun = true;
    }

    @Override
    public OptionalDouble next() {
      return begun ? OptionalDouble.of(session.next(0).mean()) : OptionalDouble.empty();
    }
  }
}
