package dev.continuum.cli;

import static dev.continuum.cli.Edge.EXTRACTION;
import static dev.continuum.cli.Edge.MATCHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.continuum.actuation.Answer;
import dev.continuum.actuation.Applied;
import dev.continuum.actuation.Applier;
import dev.continuum.actuation.BurstGate;
import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Deployments;
import dev.continuum.actuation.Plan;
import dev.continuum.actuation.Router;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.actuation.StepListener;
import dev.continuum.actuation.Telemetry;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.openwhisk.WarmKeeper;
import dev.continuum.openwhisk.WhiskKeeperThread;
import dev.continuum.openwhisk.WhiskPlatform;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plan of the testbed on two edges with real instances, which are counted in the process table.
 */
class AppliedTestbedIT {

  private static final List<String> EDGES = List.of("local-edge-1", "local-edge-2");

  @TempDir private Path directory;

  @Test
  void theTestbedsPlanIsAppliedKeptGrownAndShrunk() throws Exception {
    appliedKeptGrownAndShrunk(false);
  }

  @Test
  void soItIsInContainersOf256Megabytes() throws Exception {
    assumeTrue(Edge.hasDocker(), "no Docker engine answers");
    Edge.buildImage();
    appliedKeptGrownAndShrunk(true);
  }

  private void appliedKeptGrownAndShrunk(boolean containers) throws Exception {
    StateDirectory state = StateDirectory.at(directory.resolve("state"));
    BurstGate gate = new BurstGate();
    try (Edge one = new Edge(EDGES.get(0), directory, containers);
        Edge two = new Edge(EDGES.get(1), directory, containers);
        WhiskPlatform first = one.platform(state);
        WhiskPlatform second = two.platform(state)) {
      WarmKeeper ofFirst = first.keeper(gate);
      WarmKeeper ofSecond = second.keeper(gate);
      try (WhiskKeeperThread keepFirst = new WhiskKeeperThread(ofFirst);
          WhiskKeeperThread keepSecond = new WhiskKeeperThread(ofSecond)) {
        Map<String, Edge> edges = Map.of(EDGES.get(0), one, EDGES.get(1), two);
        Applier applier =
            new Applier(
                List.of(first, second), state, Applier.Timing.system(), StepListener.SILENT);
        Plan plan = solved(containers);
        assertThat(plan.deployments()).isNotEmpty();

        Applied applied = applier.apply(plan);
        assertThat(applied.failures()).isEmpty();
        assertThat(applied.state()).isEqualTo(Applied.State.APPLIED);
        within(Duration.ofSeconds(30), () -> isLike(plan, edges));

        Router router =
            new Router(
                Map.of(
                    new NodeId(EDGES.get(0)), first.caller(),
                    new NodeId(EDGES.get(1)), second.caller()),
                gate,
                new Telemetry(1000),
                InstantSource.system());
        // A burst that takes longer than a client waits, as on a slow machine, may make its call
        // cold.
        within(lifeAndSlack(), () -> hasKept(ofFirst, plan, 0) && hasKept(ofSecond, plan, 1));
        ArScene.isFoundBy((function, request) -> call(router, plan, function, request));
        within(lifeAndSlack(), () -> isLike(plan, edges));
        holds(Edge.PAUSE_GRACE.plus(Edge.IDLE).multipliedBy(3), plan, edges);

        Plan grown = changed(plan, 1);
        assertThat(applier.apply(grown).state()).isEqualTo(Applied.State.APPLIED);
        within(Duration.ofSeconds(30), () -> isLike(grown, edges));
        assertThat(applier.apply(plan).state()).isEqualTo(Applied.State.APPLIED);
        within(lifeAndSlack(), () -> isLike(plan, edges));

        assertThat(applier.apply(Plan.nothing(plan.owner(), plan.nodes())).state())
            .isEqualTo(Applied.State.APPLIED);
        assertThat(keepFirst.failure()).isEmpty();
        assertThat(keepSecond.failure()).isEmpty();
      }
    }
  }

  private static Duration lifeAndSlack() {
    return Edge.PAUSE_GRACE.plus(Edge.IDLE).plusSeconds(5);
  }

  private static Plan solved(boolean containers) {
    PlacementProblem problem = Source.read("../datasets/a3e-testbed.yaml").validProblem();
    SolveResult result =
        new PlacementSolver()
            .solve(
                problem,
                SolveOptions.DEFAULT.withTimeLimit(Duration.ofSeconds(5)),
                () -> false,
                event -> {});
    TreeSet<NodeId> nodes = new TreeSet<>();
    EDGES.forEach(each -> nodes.add(new NodeId(each)));
    return new Deployments(
            problem,
            Map.of(
                EXTRACTION, image(EXTRACTION, containers), MATCHING, image(MATCHING, containers)))
        .plan("it", ((SolveResult.Placed) result).placement(), nodes);
  }

  private static Deployments.Recipe image(FunctionId function, boolean containers) {
    return new Deployments.Recipe(
        Edge.code(function, containers), Duration.ofSeconds(60), Collections.emptySortedMap());
  }

  private static Plan changed(Plan plan, int more) {
    List<Deployment> deployments = new ArrayList<>(plan.deployments());
    Deployment first = deployments.getFirst();
    deployments.set(0, first.withWarm(first.warm() + more));
    return Plan.of(plan.owner(), plan.nodes(), deployments);
  }

  /** Whether each instance was kept warm once. */
  private static boolean hasKept(WarmKeeper keeper, Plan plan, int edge) {
    int all =
        plan.deployments().stream()
            .filter(each -> each.node().value().equals(EDGES.get(edge)))
            .mapToInt(Deployment::warm)
            .sum();
    return keeper.calls() >= all;
  }

  private static boolean isLike(Plan plan, Map<String, Edge> edges) {
    return counts(plan, edges).equals(warm(plan));
  }

  private static Map<String, Long> warm(Plan plan) {
    return counted(plan, each -> (long) each.warm());
  }

  private static Map<String, Long> counts(Plan plan, Map<String, Edge> edges) {
    return counted(plan, each -> edges.get(each.node().value()).instances(each.function()));
  }

  private static Map<String, Long> counted(Plan plan, Function<Deployment, Long> count) {
    Map<String, Long> counts = new TreeMap<>();
    for (Deployment each : plan.deployments()) {
      counts.put(each.function() + " on " + each.node(), count.apply(each));
    }
    return counts;
  }

  private static void within(Duration time, BooleanSupplier holds) throws InterruptedException {
    long give = System.nanoTime() + time.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within %s", time).isLessThan(give);
      Thread.sleep(200);
    }
  }

  private static void holds(Duration time, Plan plan, Map<String, Edge> edges)
      throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      assertThat(counts(plan, edges)).as("the counts of the plan").isEqualTo(warm(plan));
      Thread.sleep(500);
    }
  }

  private static JsonObject call(
      Router router, Plan plan, FunctionId function, JsonObject payload) {
    List<NodeId> order =
        plan.deployments().stream()
            .filter(each -> each.function().equals(function))
            .map(Deployment::node)
            .toList();
    Answer answer =
        router.call(
            new Router.Request(
                function, order, payload.toString(), Duration.ofSeconds(30), Optional.empty()));
    assertThat(answer.outcome()).as(answer.body()).isEqualTo(Answer.Outcome.SUCCESS);
    assertThat(answer.coldStart()).contains(false);
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }
}
