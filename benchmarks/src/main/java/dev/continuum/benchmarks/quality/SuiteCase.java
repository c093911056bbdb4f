package dev.continuum.benchmarks.quality;

import dev.continuum.datasets.generator.AssignmentFamily;
import dev.continuum.datasets.generator.CflpFamily;
import dev.continuum.datasets.generator.CityFamily;
import dev.continuum.datasets.generator.DemandsFamily;
import dev.continuum.datasets.generator.NeptuneFamily;
import dev.continuum.datasets.generator.RegionFamily;
import dev.continuum.datasets.generator.SingleSourceFamily;
import dev.continuum.datasets.importer.AppSketch;
import dev.continuum.model.PlacementProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * An instance of a generated family and how long it may take.
 *
 * @param set what it belongs to
 * @param name of the instance
 * @param seconds of a run
 * @param problem makes it
 */
record SuiteCase(String set, String name, long seconds, Supplier<PlacementProblem> problem) {

  /** What the tables of docs/benchmarks.md are made of. */
  static List<SuiteCase> all() {
    List<SuiteCase> all = new ArrayList<>();
    for (String each :
        List.of(
            "C 20 100", "D 20 100", "D 20 200", "D 40 400", "D 80 1600", "E 20 100", "E 40 400")) {
      String[] of = each.split(" ", -1);
      all.add(gap(of[0], Integer.parseInt(of[1]), Integer.parseInt(of[2])));
    }
    for (int facilities : new int[] {20, 30, 50}) {
      for (int ratio = 2; ratio <= 3; ratio++) {
        all.add(singleSource(facilities, 50, ratio, 10));
      }
    }
    all.add(singleSource(30, 200, 2, 30));
    all.add(singleSource(30, 200, 3, 30));
    all.add(singleSource(300, 300, 5, 30));
    for (int ratio : new int[] {5, 10, 20}) {
      for (long seed = 1; seed <= 3; seed++) {
        all.add(location(ratio, seed));
      }
    }
    all.add(demands(10_000, 200, 2));
    all.add(demands(100_000, 1_000, 10));
    all.add(demands(1_000_000, 2_000, 60));
    for (long seed = 1; seed <= 3; seed++) {
      all.add(neptune(50, 15, seed));
      all.add(neptune(100, 25, seed));
    }
    all.add(city(6, 40, 5));
    all.add(city(10, 80, 5));
    all.add(city(20, 200, 10));
    all.add(city(50, 500, 20));
    all.add(city(100, 1_000, 20));
    all.add(new SuiteCase("metro", "metro-1", 30, () -> CityFamily.metro(1)));
    for (AppSketch app : AppSketch.values()) {
      all.add(new SuiteCase("region", "melbourne-" + app.label(), 10, app::inMelbourne));
      all.add(region(app, new RegionFamily(12, 100, 3, 1), 10));
      all.add(region(app, new RegionFamily(25, 600, 6, 3), 10));
      all.add(region(app, new RegionFamily(40, 400, 8, 2), 10));
      all.add(region(app, new RegionFamily(60, 400, 4, 3), 10));
      all.add(region(app, new RegionFamily(125, 2_400, 6, 3), 10));
      all.add(region(app, new RegionFamily(200, 1_000, 8, 5), 10));
      all.add(region(app, new RegionFamily(500, 4_000, 150, 12), 30));
    }
    return all;
  }

  private static SuiteCase gap(String type, int agents, int jobs) {
    return new SuiteCase(
        "gap",
        "gap-" + type.toLowerCase(Locale.ROOT) + "-" + agents + "x" + jobs,
        10,
        () -> AssignmentFamily.generate(AssignmentFamily.Type.valueOf(type), agents, jobs, 1));
  }

  private static SuiteCase singleSource(int facilities, int customers, int ratio, long seconds) {
    return new SuiteCase(
        "sscflp",
        "sscflp-" + facilities + "x" + customers + "-" + ratio,
        seconds,
        () -> SingleSourceFamily.generate(facilities, customers, ratio, 1));
  }

  private static SuiteCase location(int ratio, long seed) {
    return new SuiteCase(
        "cflp",
        "cflp-1000-" + ratio + "-" + seed,
        30,
        () -> CflpFamily.generate(1_000, ratio, seed));
  }

  private static SuiteCase demands(int demands, int nodes, long seconds) {
    return new SuiteCase(
        "demands",
        "demands-" + demands + "x" + nodes,
        seconds,
        () -> DemandsFamily.generate(demands, nodes, 1));
  }

  private static SuiteCase neptune(int nodes, int functions, long seed) {
    return new SuiteCase(
        "neptune-family",
        "neptune-" + nodes + "x" + functions + "-" + seed,
        60,
        () -> NeptuneFamily.generate(nodes, functions, seed));
  }

  private static SuiteCase region(AppSketch app, RegionFamily family, long seconds) {
    return new SuiteCase(
        "region",
        "region-" + app.label() + "-" + family.sites() + "x" + family.users(),
        seconds,
        () -> family.around(app.problem(), 1));
  }

  private static SuiteCase city(int sites, int groups, int functions) {
    return new SuiteCase(
        "city",
        "city-" + sites + "x" + groups + "x" + functions,
        10,
        () -> CityFamily.city(sites, groups, functions, 1));
  }
}
