package dev.continuum.datasets.generator;

import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.id.DeviceClassId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.quantity.Bandwidth;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.workload.AccessLink;
import dev.continuum.model.workload.Application;
import dev.continuum.model.workload.BatteryState;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.ClientGroup;
import dev.continuum.model.workload.Function;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Client groups of a city: Zipf over sites, log-normal numbers of devices, half of them on battery,
 * two in a hundred with a lifetime that serving every call on the device would break.
 */
final class CityClients {

  private static final NodeClassId PHONE_CLASS = new NodeClassId("phone");
  private static final double PHONE_SPEED = 0.25;
  private static final DeviceClassId PHONE = new DeviceClassId("phone");
  private static final double BATTERY_JOULES = 36_000;
  private static final double IDLE_WATTS = 0.9;
  private static final double WATTS_PER_CORE = 1.05;
  private static final double JOULES_UP = 2.56e-7;
  private static final double JOULES_DOWN = 3.6e-8;

  private static final AccessLink WIFI =
      new AccessLink(
          Duration.ofNanos(600_000),
          Duration.ofMillis(1),
          Bandwidth.megabitsPerSecond(50),
          Bandwidth.megabitsPerSecond(500),
          1);
  private static final AccessLink MOBILE =
      new AccessLink(
          Duration.ofMillis(6),
          Duration.ofMillis(1),
          Bandwidth.megabitsPerSecond(25),
          Bandwidth.megabitsPerSecond(125),
          1);

  private static final double TIGHT_SHARE = 0.075;
  private static final int BINDING_EVERY = 50;
  private static final double DEVICES_PER_GROUP = 10;

  private final Map<FunctionId, Function> functions = new HashMap<>();
  private final List<Application> tight;
  private final List<Application> ordinary;

  CityClients(CityWorkload workload) {
    workload.functions().forEach(function -> functions.put(function.id(), function));
    tight = workload.tight();
    ordinary = workload.ordinary();
  }

  void addTo(ProblemBuilder problem, CityMap map, int sites, int groups, Draws draws) {
    problem
        .nodeClass(new NodeClass(PHONE_CLASS, PHONE_SPEED))
        .deviceClass(
            DeviceClass.of(PHONE, PHONE_CLASS, Capacity.of(Cpu.cores(8), Memory.mebibytes(4096)))
                .withEnergy(
                    new PowerModel(IDLE_WATTS, WATTS_PER_CORE),
                    new Radio(JOULES_UP, JOULES_DOWN, 0, Duration.ZERO),
                    BATTERY_JOULES));
    int[] busiest = new int[sites];
    Arrays.setAll(busiest, site -> site);
    draws.shuffle(busiest);
    Zipf popularity = new Zipf(sites, 0.8);
    Zipf apps = new Zipf(ordinary.size(), 0.7);
    int[] devices = devices(groups, draws);
    boolean owed = false;
    for (int g = 0; g < groups; g++) {
      Application app = isTight(g) ? draws.pick(tight) : ordinary.get(apps.draw(draws));
      Rate rate = Rate.perSecond(Draws.rounded(0.2 * draws.logNormal(0.5), 3));
      ClientGroup group =
          ClientGroup.of(
                  new GroupId(Numbered.of("group", g, groups)),
                  app.id(),
                  map.site(busiest[popularity.draw(draws)]).point(),
                  devices[g],
                  rate)
              .withDeviceClass(PHONE)
              .withAccess(draws.chance(0.6) ? WIFI : MOBILE);
      owed |= g % BINDING_EVERY == BINDING_EVERY / 2;
      if (g % 2 == 0) {
        double level = Draws.rounded(BATTERY_JOULES * draws.uniform(0.2, 1), 0);
        boolean binds = owed && onDeviceWatts(app, rate) > 1.01 * radioWatts(app, rate);
        owed &= !binds;
        group = group.withBattery(battery(app, rate, level, binds));
      }
      problem.group(group);
    }
  }

  /** Spread evenly, so that small cities have their share too. */
  private static boolean isTight(int g) {
    return (int) ((g + 1) * TIGHT_SHARE) > (int) (g * TIGHT_SHARE);
  }

  /** Lifetimes that bind lie between what all calls on the device leave and what none leaves. */
  private BatteryState battery(Application app, Rate rate, double level, boolean binds) {
    double watts =
        binds
            ? IDLE_WATTS + (onDeviceWatts(app, rate) + radioWatts(app, rate)) / 2
            : 2 * (IDLE_WATTS + onDeviceWatts(app, rate) + radioWatts(app, rate));
    return new BatteryState(level, Duration.ofMillis(Math.round(level / watts * 1000)));
  }

  private double onDeviceWatts(Application app, Rate rate) {
    double busyCores = 0;
    for (Call call : app.calls()) {
      Function function = functions.get(call.variants().getFirst().function());
      if (function != null) {
        double seconds = function.work().orElse(Duration.ZERO).toNanos() / 1e9 / PHONE_SPEED;
        busyCores += rate.perSecond() * call.callsPerRequest() * seconds;
      }
    }
    return busyCores * WATTS_PER_CORE;
  }

  private static double radioWatts(Application app, Rate rate) {
    return rate.perSecond()
        * (app.entryBytes().orElse(0) * JOULES_UP * sources(app)
            + app.replyBytes().orElse(0) * JOULES_DOWN);
  }

  private static long sources(Application app) {
    return app.calls().stream()
        .filter(call -> app.edges().stream().noneMatch(edge -> edge.to().equals(call.id())))
        .count();
  }

  /** Log-normal, at least one each, ten a group on average to the device. */
  private static int[] devices(int groups, Draws draws) {
    double[] weights = new double[groups];
    double sum = 0;
    for (int g = 0; g < groups; g++) {
      weights[g] = draws.logNormal(1);
      sum += weights[g];
    }
    int[] devices = new int[groups];
    long left = Math.round(DEVICES_PER_GROUP * groups);
    for (int g = 0; g < groups; g++) {
      devices[g] = (int) Math.max(1, Math.floor(weights[g] / sum * DEVICES_PER_GROUP * groups));
      left -= devices[g];
    }
    for (int g = 0; left != 0; g = (g + 1) % groups) {
      if (left > 0) {
        devices[g]++;
        left--;
      } else if (devices[g] > 1) {
        devices[g]--;
        left++;
      }
    }
    return devices;
  }
}
