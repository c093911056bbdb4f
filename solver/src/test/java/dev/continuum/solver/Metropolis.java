package dev.continuum.solver;

import static dev.continuum.model.fixture.Scenario.app;
import static dev.continuum.model.fixture.Scenario.cell;
import static dev.continuum.model.fixture.Scenario.cloud;
import static dev.continuum.model.fixture.Scenario.device;
import static dev.continuum.model.fixture.Scenario.edge;
import static dev.continuum.model.fixture.Scenario.function;
import static dev.continuum.model.fixture.Scenario.group;
import static dev.continuum.model.fixture.Scenario.link;
import static dev.continuum.model.fixture.Scenario.weights;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.Scenario;
import dev.continuum.model.placement.ObjectiveWeights;
import java.util.SplittableRandom;

/** A continuum too large to close in no time: sixty groups, nineteen edges and a cloud. */
public final class Metropolis {

  private static final int EDGES = 19;
  private static final int GROUPS = 60;

  private Metropolis() {}

  /** Drawn from a seed. */
  public static PlacementProblem drawn(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Scenario scenario =
        Scenario.shuffledBy(seed)
            .with(cloud("region").pricePerRequest(2e-7).pricePerGibSecondKept(1e-5))
            .with(device("phone").cores(1), cell("backbone"), link("backbone", "region").ms(18))
            .with(
                function("extract").memoryMib(160).workMs(15).erlang(5, 0.01),
                function("match").memoryMib(256).workMs(35).erlang(5, 0.01),
                function("render").memoryMib(64).workMs(4))
            .with(
                app("ar")
                    .call("extract")
                    .call("match")
                    .localCall("render")
                    .edge("extract", "match", 20_000)
                    .edge("match", "render", 4_000)
                    .entryBytes(60_000)
                    .softMs(180))
            .with(weights(new ObjectiveWeights(1e-6, 1e-7, 0, 1)));
    for (int n = 1; n <= EDGES; n++) {
      scenario.with(
          edge("edge-" + n)
              .cores(2 + random.nextInt(5))
              .memoryMib(512 + 256 * random.nextInt(6))
              .pricePerGibSecondKept(3e-5)
              .activePerHour(0.02),
          link("edge-" + n, "backbone").ms(2 + random.nextInt(6)));
    }
    for (int g = 1; g <= GROUPS; g++) {
      scenario.with(
          group("group-" + g)
              .uses("ar")
              .at("edge-" + (1 + random.nextInt(EDGES)))
              .devices(1 + random.nextInt(12))
              .perSecond(1 + random.nextInt(3))
              .on("phone")
              .accessMs(1 + random.nextInt(6)));
    }
    return scenario.problem();
  }
}
