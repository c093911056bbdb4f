package dev.continuum.simulator.warm.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * The functions of a trace with their demand for instances in every minute. Immutable. Policies
 * never see it: they are told one minute after the other.
 */
public final class Fleet {

  /** FeMux takes less than a thousandth of a second per minute for nothing. */
  private static final double IDLE_ERLANGS = 1.6e-5;

  private static final double ROUNDING = 1e-9;

  private final int minutes;
  private final List<FunctionProfile> profiles;
  private final List<Demand[]> demands;

  private Fleet(int minutes, List<FunctionProfile> profiles, List<Demand[]> demands) {
    this.minutes = minutes;
    this.profiles = profiles;
    this.demands = demands;
  }

  /** The demand of a trace; linear in its minutes and in service times. */
  public static Fleet of(Trace trace) {
    List<Demand[]> demands = new ArrayList<>();
    for (TracedFunction function : trace.functions()) {
      double[] busy = BusyTime.of(function.calls(), function.profile().serviceSeconds());
      Demand[] demand = new Demand[trace.minutes()];
      for (int minute = 0; minute < demand.length; minute++) {
        demand[minute] = demand(function.calls()[minute], busy[minute]);
      }
      demands.add(demand);
    }
    return new Fleet(trace.minutes(), trace.profiles(), demands);
  }

  /** Minutes from 0. */
  public int minutes() {
    return minutes;
  }

  /** The functions, by index. */
  public List<FunctionProfile> profiles() {
    return profiles;
  }

  /** What a function asked for in a minute. */
  public Demand demand(int function, int minute) {
    return demands.get(function)[minute];
  }

  /** What all functions asked for in a minute, by index. */
  public Demand[] minute(int minute) {
    Demand[] all = new Demand[demands.size()];
    for (int function = 0; function < all.length; function++) {
      all[function] = demands.get(function)[minute];
    }
    return all;
  }

  private static Demand demand(int calls, double busy) {
    if (calls == 0 && busy < IDLE_ERLANGS) {
      return Demand.NONE;
    }
    int whole = (int) Math.ceil(busy - ROUNDING);
    return new Demand(calls, busy, Math.max(calls > 0 ? 1 : 0, busy < IDLE_ERLANGS ? 0 : whole));
  }
}
