package dev.continuum.solver.timefold;

import dev.continuum.solver.compiled.CompiledGroup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Devices of one group that go one way together: a stop for each call. */
final class Part {

  private final int index;
  private final CompiledGroup group;
  private final double devices;
  private final List<Stop> stops;

  /** Devices on a route, or on none. */
  Part(int index, CompiledGroup group, double devices, int @Nullable [] route) {
    this.index = index;
    this.group = group;
    this.devices = devices;
    this.stops = new ArrayList<>(group.routes.calls());
    for (int call = 0; call < group.routes.calls(); call++) {
      stops.add(new Stop(this, call, route == null ? null : route[call]));
    }
  }

  private Part(Part other) {
    index = other.index;
    group = other.group;
    devices = other.devices;
    stops = new ArrayList<>(other.stops.size());
    for (Stop stop : other.stops) {
      stops.add(stop.copyIn(this));
    }
  }

  Part copy() {
    return new Part(this);
  }

  int index() {
    return index;
  }

  CompiledGroup group() {
    return group;
  }

  double devices() {
    return devices;
  }

  List<Stop> stops() {
    return stops;
  }

  /** Option by call, or null while some call has none. */
  int @Nullable [] route() {
    int[] route = new int[stops.size()];
    for (int call = 0; call < route.length; call++) {
      Integer option = stops.get(call).getOption();
      if (option == null) {
        return null;
      }
      route[call] = option;
    }
    return route;
  }
}
