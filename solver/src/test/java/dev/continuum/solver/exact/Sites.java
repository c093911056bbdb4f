package dev.continuum.solver.exact;

import static dev.continuum.model.fixture.Scenario.app;
import static dev.continuum.model.fixture.Scenario.cloud;
import static dev.continuum.model.fixture.Scenario.distance;
import static dev.continuum.model.fixture.Scenario.edge;
import static dev.continuum.model.fixture.Scenario.function;
import static dev.continuum.model.fixture.Scenario.group;
import static dev.continuum.model.fixture.Scenario.weights;

import dev.continuum.model.fixture.AppPart;
import dev.continuum.model.fixture.Scenario;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.solver.SolveListener;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.StopSignal;
import dev.continuum.solver.compiled.CompiledProblem;
import dev.continuum.solver.search.Budget;
import dev.continuum.solver.search.Search;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/** Towns of sites, and searches on them whose clock stands still. */
final class Sites {

  private Sites() {}

  /** With room for one to three instances of two functions that call each other. */
  static CompiledProblem town(long seed, int sites, int groups) {
    return town(
        seed,
        sites,
        groups,
        app("ar").call("extract").call("match").edge("extract", "match", 40_000));
  }

  static CompiledProblem town(long seed, int sites, int groups, AppPart app) {
    return town(seed, sites, groups, app, it -> 1);
  }

  /**
   * The same.
   *
   * @param perSecond of a device of each group
   * @param more to declare
   */
  static CompiledProblem town(
      long seed,
      int sites,
      int groups,
      AppPart app,
      IntToDoubleFunction perSecond,
      Scenario.Part... more) {
    SplittableRandom random = new SplittableRandom(seed);
    Scenario scenario =
        Scenario.shuffledBy(seed)
            .with(distance(2, 0.5))
            .with(cloud("region").at(90, 0).pricePerGibSecondKept(1e-5).pricePerRequest(4e-6))
            .with(function("extract").memoryMib(256).workMs(25).erlang(1, 0.01))
            .with(function("match").memoryMib(256).workMs(10).erlang(1, 0.01))
            .with(app)
            .with(more)
            .with(weights(new ObjectiveWeights(1e-4, 1e-6, 0, 1)));
    for (int n = 0; n < sites; n++) {
      scenario.with(
          edge("site-" + n)
              .at(random.nextDouble() * 4, random.nextDouble() * 4)
              .cores(4)
              .memoryMib(256 * (1 + random.nextInt(3)))
              .pricePerGibSecondKept(2e-5));
    }
    for (int g = 0; g < groups; g++) {
      scenario.with(
          group("group-" + g)
              .uses("ar")
              .at("site-" + random.nextInt(sites))
              .devices(1 + random.nextInt(3))
              .perSecond(perSecond.applyAsDouble(g)));
    }
    return CompiledProblem.of(scenario.problem());
  }

  /** A search that has all the time there is. */
  static Search search(CompiledProblem problem, SolveOptions options) {
    Budget budget = new Budget(options, StopSignal.NEVER, () -> 0);
    return new Search(problem, options, budget, SolveListener.NONE);
  }

  /** The program over all sites. */
  static Optional<SiteProgram> program(Search search) {
    CompiledProblem problem = search.problem();
    List<GroupBlocks> blocks = Configurations.blocks(problem, search.options().seed(), false);
    return SiteProgram.of(problem, new NodeFunctions(problem), blocks, search::over);
  }
}
