package dev.continuum.solver.volume;

import static dev.continuum.model.fixture.Scenario.app;
import static dev.continuum.model.fixture.Scenario.cell;
import static dev.continuum.model.fixture.Scenario.cloud;
import static dev.continuum.model.fixture.Scenario.edge;
import static dev.continuum.model.fixture.Scenario.function;
import static dev.continuum.model.fixture.Scenario.group;
import static dev.continuum.model.fixture.Scenario.link;
import static dev.continuum.model.fixture.Scenario.weights;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.GroupPart;
import dev.continuum.model.fixture.Scenario;
import dev.continuum.model.placement.ObjectiveWeights;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Twelve edges, a far cloud and 120 groups that run nothing themselves: chains and a join. */
public final class Town {

  static final int EDGES = 12;
  private static final int GROUPS = 120;

  private Town() {}

  static PlacementProblem drawn(long seed) {
    return drawn(seed, 4096, 3, 6);
  }

  /** Memory for two or three instances on each edge, however much CPU there is. */
  static PlacementProblem crowded() {
    return drawn(1, 640, 3, 6);
  }

  /** Memory for no more than two of three functions on each edge. */
  static PlacementProblem cramped() {
    return drawn(1, 600, 3, 6);
  }

  /** Hardly as much CPU on all edges as there is work. */
  static PlacementProblem busy(long seed) {
    return drawn(seed, 4096, 1, 3);
  }

  /** Three edges with little of everything, and 24 groups. */
  public static PlacementProblem hamlet(long seed) {
    return drawn(seed, 3, 24, 1100, 1, 2, it -> it);
  }

  /** The same, where devices may be divided. */
  static PlacementProblem fluidHamlet(long seed) {
    return drawn(seed, 3, 24, 1100, 1, 2, GroupPart::divisible);
  }

  private static PlacementProblem drawn(long seed, int memoryMib, int leastCores, int moreCores) {
    return drawn(seed, EDGES, GROUPS, memoryMib, leastCores, moreCores, it -> it);
  }

  private static PlacementProblem drawn(
      long seed,
      int edges,
      int groups,
      int memoryMib,
      int leastCores,
      int moreCores,
      UnaryOperator<GroupPart> change) {
    SplittableRandom random = new SplittableRandom(seed);
    Scenario scenario =
        Scenario.shuffledBy(seed)
            .with(cloud("region").pricePerRequest(2e-7).pricePerGibSecondKept(1e-5))
            .with(cell("backbone"), link("backbone", "region").ms(40))
            .with(
                function("decode").memoryMib(160).workMs(10).erlang(5, 0.01),
                function("detect").memoryMib(256).workMs(25).erlang(5, 0.01),
                function("track").memoryMib(128).workMs(15).erlang(5, 0.01))
            .with(
                app("video")
                    .call("decode")
                    .call("detect")
                    .call("track")
                    .edge("decode", "detect", 20_000)
                    .edge("detect", "track", 4_000)
                    .entryBytes(60_000)
                    .softMs(300),
                app("fork")
                    .call("decode")
                    .call("detect")
                    .call("track")
                    .edge("decode", "track", 20_000)
                    .edge("detect", "track", 4_000)
                    .entryBytes(10_000),
                app("photo").call("detect").entryBytes(40_000))
            .with(weights(new ObjectiveWeights(1e-6, 1e-7, 0, 1)));
    for (int n = 1; n <= edges; n++) {
      scenario.with(
          edge("edge-" + n)
              .cores(leastCores + random.nextInt(moreCores))
              .memoryMib(memoryMib)
              .pricePerGibSecondKept(3e-5),
          link("edge-" + n, "backbone").ms(1 + random.nextInt(3)));
    }
    String[] apps = {"video", "fork", "photo"};
    for (int g = 1; g <= groups; g++) {
      scenario.with(
          change.apply(
              group("group-" + g)
                  .uses(apps[random.nextInt(apps.length)])
                  .at("edge-" + (1 + random.nextInt(edges)))
                  .devices(g % 20 == 0 ? 40 : 1 + random.nextInt(3))
                  .perSecond(1)
                  .accessMs(1 + random.nextInt(3))));
    }
    return scenario.problem();
  }
}
