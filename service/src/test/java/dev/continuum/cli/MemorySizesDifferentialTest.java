package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.importer.MemorySizes;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.PlacementEvaluator;
import dev.continuum.model.evaluation.Score;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.workload.ServiceProfile;
import dev.continuum.solver.PlacementSolver;
import dev.continuum.solver.SolveOptions;
import dev.continuum.solver.SolveResult;
import dev.continuum.solver.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The sizes that a plan chooses are those that enumerating all of them finds. */
class MemorySizesDifferentialTest {

  private static final int CASES = 8;
  private static final FunctionId FIRST = new FunctionId("first");
  private static final FunctionId SECOND = new FunctionId("second");
  private static final NodeId REGION = new NodeId("region");
  private static final int[] MEMORY = {256, 512, 1769};

  /** Calls in a hurry and calls that have time, in a region where all are run on demand. */
  private static final String WITHOUT_INSTANCES =
      """
      name: two
      node_classes: [{id: lambda, speed: 1}]
      nodes:
        - id: region
          tier: CLOUD
          node_class: lambda
          prices: {per_request: 2.0e-7, per_gib_second_on_demand: 1.66667e-5}
      functions: [{id: first, memory_mib: 256, work_ms: 20}]
      apps:
        - {id: hurry, calls: [{id: first}], deadline: {limit_ms: 35, percentile: 0.85}}
        - {id: time, calls: [{id: first}], deadline: {limit_ms: 900, percentile: 0.85}}
      groups:
        - {id: a, app: hurry, point: region, devices: 2, rate_per_s: 1}
        - {id: b, app: time, point: region, devices: 9, rate_per_s: 1}
      weights: {service_per_request_ms: 1e-10}
      """;

  @Test
  void theChoiceIsAsGoodAsTheBestOfAllSizes() {
    SplittableRandom random = new SplittableRandom(7);
    TreeSet<Integer> chosen = new TreeSet<>();
    for (int i = 0; i < CASES; i++) {
      PlacementProblem problem = problem(random);
      double firstMillis = 5 + random.nextInt(25);
      double secondMillis = 2 + random.nextInt(10);
      Score best =
          all(firstMillis).stream()
              .flatMap(
                  one ->
                      all(secondMillis).stream()
                          .map(two -> solved(chosen(problem, List.of(one), List.of(two)))))
              .map(each -> each.evaluation().score())
              .min(Comparator.naturalOrder())
              .orElseThrow();

      SolveResult.Optimal choice = solved(chosen(problem, all(firstMillis), all(secondMillis)));

      assertThat(choice.evaluation().score()).as("case " + i).isEqualByComparingTo(best);
      used(choice.placement(), FIRST).ifPresent(chosen::add);
      used(choice.placement(), SECOND).ifPresent(chosen::add);
    }
    assertThat(chosen).as("sizes chosen in these cases").hasSizeGreaterThan(1);
  }

  @Test
  void aRegionThatKeepsNoInstancesHasOneSizeToo() {
    PlacementProblem problem = ProblemFiles.read(WITHOUT_INSTANCES, "two.yaml");
    int twice = 0;
    for (double millis : new double[] {8, 12, 16, 20}) {
      PlacementProblem choice = oneFunction(problem, flatter(millis));
      Score best =
          flatter(millis).stream()
              .flatMap(size -> optimum(oneFunction(problem, List.of(size))).stream())
              .map(each -> each.evaluation().score())
              .min(Comparator.naturalOrder())
              .orElseThrow();

      SolveResult.Optimal chosen = solved(choice);

      assertThat(chosen.evaluation().score()).as(millis + " ms").isEqualByComparingTo(best);
      assertThat(sizes(chosen)).hasSize(1);
      SolveResult.Optimal free = solved(ProblemFiles.read(withoutRules(choice), "free.yaml"));
      if (sizes(free).size() > 1) {
        twice++;
        assertThat(PlacementEvaluator.evaluate(choice, free.placement()).broken()).isNotEmpty();
      }
    }
    assertThat(twice).as("cases where two sizes would be better").isPositive();
  }

  private static String withoutRules(PlacementProblem problem) {
    JsonObject json = JsonParser.parseString(ProblemFiles.toJson(problem)).getAsJsonObject();
    assertThat(json.remove("rules")).isNotNull();
    return json.toString();
  }

  private static PlacementProblem oneFunction(
      PlacementProblem problem, List<MemorySizes.Size> some) {
    SortedMap<FunctionId, List<MemorySizes.Size>> sizes = new TreeMap<>();
    sizes.put(FIRST, some);
    return MemorySizes.choice(problem, sizes, new TreeSet<>(List.of(REGION)));
  }

  /** Of which a small one costs less a call. */
  private static List<MemorySizes.Size> flatter(double wholeCoreMillis) {
    return Arrays.stream(MEMORY)
        .mapToObj(
            memory ->
                new MemorySizes.Size(
                    memory,
                    ServiceProfile.gamma(
                        Duration.ofNanos(
                            Math.round(wholeCoreMillis * Math.sqrt(1769.0 / memory) * 1e6)),
                        0.05)))
        .toList();
  }

  private static Set<FunctionId> sizes(SolveResult.Optimal result) {
    TreeSet<FunctionId> used = new TreeSet<>();
    result.placement().routes().stream()
        .flatMap(route -> route.calls().stream())
        .filter(call -> call.place().equals(new Place.OnNode(REGION)))
        .forEach(call -> used.add(call.function()));
    return used;
  }

  private static List<MemorySizes.Size> all(double wholeCoreMillis) {
    List<MemorySizes.Size> sizes = new ArrayList<>();
    for (int memory : MEMORY) {
      double millis = wholeCoreMillis * Math.max(1, 1769.0 / memory);
      sizes.add(
          new MemorySizes.Size(
              memory, ServiceProfile.gamma(Duration.ofNanos(Math.round(millis * 1e6)), 0.05)));
    }
    return sizes;
  }

  private static PlacementProblem chosen(
      PlacementProblem problem, List<MemorySizes.Size> first, List<MemorySizes.Size> second) {
    SortedMap<FunctionId, List<MemorySizes.Size>> sizes = new TreeMap<>();
    sizes.put(FIRST, first);
    sizes.put(SECOND, second);
    return MemorySizes.choice(problem, sizes, new TreeSet<>(List.of(REGION)));
  }

  /** Which size of a function keeps instances in the region; never two. */
  private static Optional<Integer> used(Placement placement, FunctionId function) {
    List<Integer> used =
        placement.warm().stream()
            .filter(each -> each.node().equals(REGION) && each.instances() > 0)
            .flatMap(
                each ->
                    Arrays.stream(MEMORY)
                        .filter(mb -> MemorySizes.name(function, mb).equals(each.function()))
                        .boxed())
            .toList();
    assertThat(used).hasSizeLessThan(2);
    return used.stream().findFirst();
  }

  private static SolveResult.Optimal solved(PlacementProblem problem) {
    return optimum(problem).orElseThrow();
  }

  /** Empty if nothing is feasible. */
  private static Optional<SolveResult.Optimal> optimum(PlacementProblem problem) {
    SolveOptions options =
        new SolveOptions(Strategy.EXACT, Duration.ofSeconds(30), 0, OptionalLong.empty(), 1, 1);
    SolveResult result = new PlacementSolver().solve(problem, options);
    assertThat(result).isInstanceOfAny(SolveResult.Optimal.class, SolveResult.Infeasible.class);
    return result instanceof SolveResult.Optimal optimal ? Optional.of(optimal) : Optional.empty();
  }

  /** A chain of two calls that can run on a small edge or in the region, at random prices. */
  private static PlacementProblem problem(SplittableRandom random) {
    String text =
        """
        name: sizes
        node_classes: [{id: edge, speed: 1}, {id: lambda, speed: 1}]
        nodes:
          - {id: site, tier: EDGE, node_class: edge, capacity: {cpu_millicores: %d, memory_mib: 600}}
          - id: region
            tier: CLOUD
            node_class: lambda
            overflow: COLD_START
            prices: {per_request: 2.0e-7, per_gib_second_on_demand: 1.66667e-5,
              per_gib_second_provisioned: 9.7222e-6, per_gib_second_kept: 4.1667e-6}
        links: [{a: site, b: region, latency_ms: 10}]
        functions:
          - {id: first, memory_mib: 256, work_ms: 20, sizing: {kind: ERLANG, epsilon: 0.05}}
          - {id: second, memory_mib: 256, work_ms: 8, sizing: {kind: ERLANG, epsilon: 0.05}}
        apps:
          - id: chain
            calls: [{id: first}, {id: second}]
            edges: [{from: first, to: second, bytes_per_request: 2000}]
            deadline: {limit_ms: %d, percentile: 0.85}
        groups:
          - {id: a, app: chain, point: site, devices: %d, rate_per_s: %s}
          - {id: b, app: chain, point: site, devices: %d, rate_per_s: 0.05}
        weights: {service_per_request_ms: %s}
        """
            .formatted(
                500 + random.nextInt(1500),
                60 + random.nextInt(300),
                2 + random.nextInt(6),
                random.nextBoolean() ? 2 : 0.02,
                1 + random.nextInt(6),
                random.nextBoolean() ? "1e-7" : "1e-10");
    return ProblemFiles.read(text, "sizes.yaml");
  }
}
