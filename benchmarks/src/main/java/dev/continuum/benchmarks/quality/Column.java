package dev.continuum.benchmarks.quality;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The columns of a result file, in order. */
enum Column {
  /** Name of the set of instances. */
  SET("set"),
  /** Name of the instance. */
  INSTANCE("instance"),
  /** Who planned. */
  STRATEGY("strategy"),
  /** Of every random choice. */
  SEED("seed"),
  /** Time limit, s. */
  TIME("timeLimit"),
  /** Most threads. */
  THREADS("threads"),
  /** How it ended: an {@link Outcome.Status}. */
  STATUS("status"),
  /** In the instance's own unit; empty where it has none. */
  OBJECTIVE("objective"),
  /** In cost units an hour, without constants. */
  COST("cost"),
  /** Proven, cost units; empty where nothing is. */
  BOUND("bound"),
  /** The bound in the instance's own unit. */
  OBJECTIVE_BOUND("objectiveBound"),
  /** Relative, on the level of the bound. */
  GAP("gap"),
  /** What proves it. */
  BOUND_KIND("boundKind"),
  /** The level of bound and gap: unserved, late or cost. */
  LEVEL("level"),
  /** Excess over broken rules, ppm of each limit. */
  BROKEN("brokenPpm"),
  /** Devices left out. */
  UNSERVED("unserved"),
  /** Devices that miss their deadline. */
  LATE("late"),
  /** From the call to the answer, verification included. */
  SECONDS("seconds"),
  /** Until the first feasible placement. */
  FIRST("secondsToFirst"),
  /** Until the best one. */
  BEST("secondsToBest"),
  /** Highest use of the heap, MiB. */
  HEAP("peakHeapMiB"),
  /** Highest resident memory of the process, MiB; empty where the system does not tell. */
  RESIDENT("peakResidentMiB"),
  /** Best known objective or cost, from {@code --known}. */
  KNOWN("known"),
  /** Relative distance above it; negative if better. */
  DISTANCE("distance"),
  /** What a person should know: why there is no answer, or what the system's own objective is. */
  NOTE("note");

  private final String label;

  Column(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** The first line of a file. */
  static String header() {
    return Arrays.stream(values()).map(Column::label).collect(Collectors.joining(","));
  }

  /** What makes a run: a row with the same ones is not run again. */
  static List<Column> key() {
    return List.of(SET, INSTANCE, STRATEGY, SEED, TIME, THREADS);
  }
}
