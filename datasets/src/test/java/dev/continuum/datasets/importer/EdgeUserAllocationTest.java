package dev.continuum.datasets.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.generator.SiteSizing;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.PairDelay;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.model.workload.ClientGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EdgeUserAllocationTest {

  private static final String SKETCH =
      """
      name: sketch
      nodes:
        - {id: site, tier: EDGE}
        - {id: region, tier: CLOUD}
      delays:
        - {from: site, to: region, latency_ms: 40}
        - {from: region, to: site, latency_ms: 41}
      distance_rule: {base_ms: 1, ms_per_km: 0.1}
      functions:
        - {id: see, memory_mib: 100, work_ms: 100, sizing: {kind: ERLANG, epsilon: 0.05}}
        - {id: say, memory_mib: 300, work_ms: 50, cpu_while_busy_millicores: 500}
      apps:
        - {id: a, calls: [{id: see}, {id: say}], edges: [{from: see, to: say, bytes_per_request: 9}]}
        - {id: b, calls: [{id: say}]}
      groups:
        - {id: many, app: a, point: site, devices: 2, rate_per_s: 3}
        - {id: few, app: b, point: site, devices: 1, rate_per_s: 4}
      """;

  private static final String SITES =
      """
      SITE_ID,NAME,LATITUDE,LONGITUDE
      7,"Corner of King St, and ""Queen"" St",-37.80,144.95
      8,South,-37.90,144.95
      """;

  /** Four near site 7, two near site 8. */
  private static final String USERS =
      """
      Latitude,Longitude
      -37.80,144.96
      -37.81,144.95
      -37.89,144.95
      -37.80,144.95
      -37.80,144.94
      -37.91,144.95
      """;

  @Test
  void usersAreDealtOutToPatternsAndJoinTheirNearestSite() {
    PlacementProblem problem = tiny();

    // many, few, many, many, few, many: the order of the file, two to one.
    assertThat(problem.groups())
        .extracting(ClientGroup::id, ClientGroup::devices)
        .containsExactly(
            tuple(new GroupId("many@site-7"), 2),
            tuple(new GroupId("many@site-8"), 2),
            tuple(new GroupId("few@site-7"), 2));
    assertThat(problem.groups()).extracting(g -> g.point().value()).contains("site-7", "site-8");
    assertThat(ProblemValidator.validate(problem)).isEmpty();
  }

  @Test
  void delaysOfThePatternHoldForEverySite() {
    assertThat(tiny().topology().delays())
        .containsExactlyInAnyOrder(
            delay("site-7", "region", 40),
            delay("site-8", "region", 40),
            delay("region", "site-7", 41),
            delay("region", "site-8", 41));
  }

  @Test
  void sitesAreSizedByTheLoad() {
    // many: 4 devices × 3/s; few: 2 × 4/s. see 12/s × 0.1 s; say (12 + 8)/s × 0.05 s × half a core.
    double cores = 12 * 0.1 + 20 * 0.05 * 0.5;
    SiteSizing equal = new SiteSizing(0.5, 1, 0.5, 0, 1);

    PlacementProblem problem =
        EdgeUserAllocation.around(sketch(SKETCH)).withSizing(equal).parse("t", SITES, USERS);

    for (Node site : sites(problem)) {
      assertThat(site.capacity().cpu().millicores()).isCloseTo(cores / 2 / 0.5 * 1000, within(1.0));
      // see at 6/s: a = 0.6 needs 3 (B(2, 0.6) = 0.10, B(3, 0.6) = 0.02); say: 1 without sizing.
      assertThat(site.capacity().memory().mebibytes()).isEqualTo((3 * 100 + 300) / 2.0);
    }
    assertThat(problem.topology().nodes().getLast().id()).isEqualTo(new NodeId("region"));
  }

  @Test
  void whatThePatternLimitsEverySiteHas() {
    String limited =
        SKETCH.replace("tier: EDGE", "tier: EDGE, capacity: {cpu_millicores: 1234, instances: 5}");

    PlacementProblem problem = EdgeUserAllocation.around(sketch(limited)).parse("t", SITES, USERS);

    assertThat(sites(problem))
        .allMatch(site -> site.capacity().cpu().millicores() == 1234)
        .allMatch(site -> site.capacity().instances() == 5)
        .allMatch(site -> !site.capacity().memory().isUnlimited());
  }

  @Test
  void faultyLinesComeOutTogether() {
    ImportFaults.of(
            () -> parse(SITES.replace("-37.90", "144.95").replace("8,South", "7,South"), USERS))
        .hasCode("import.duplicate")
        .hasCode("import.number")
        .hasPath("sites.csv:3");
    ImportFaults.of(() -> parse(SITES, USERS.replace("-37.89,", "-37.89;")))
        .hasCode("import.columns")
        .hasPath("users.csv:4");
    ImportFaults.of(() -> parse(SITES.replace("SITE_ID", "ID"), USERS))
        .hasCode("import.missing-column")
        .hasMessage("SITE_ID");
    ImportFaults.of(() -> parse(SITES.replace("St\",", "St,"), USERS)).hasCode("import.quote");
    ImportFaults.of(() -> parse(SITES, "Latitude,Longitude\n")).hasCode("import.end-of-file");
    ImportFaults.of(() -> parse("", USERS)).hasCode("import.end-of-file");
  }

  @Test
  void anApplicationThatIsNoSketchIsTold() {
    String bad =
        SKETCH
            .replace("tier: CLOUD", "tier: EDGE")
            .replace("distance_rule: {base_ms: 1, ms_per_km: 0.1}", "");

    ImportFaults.of(() -> EdgeUserAllocation.around(sketch(bad)).parse("t", SITES, USERS))
        .hasPath("nodes")
        .hasPath("distance_rule");
  }

  @Test
  void shippedMelbourneIsWhatTheImporterMakesOfTheShippedFiles() throws IOException {
    PlacementProblem made =
        EdgeUserAllocation.around(ProblemFiles.read(Path.of("apps/ar.yaml")))
            .read(
                "melbourne-ar",
                Path.of("eua/site-optus-melbCBD.csv"),
                Path.of("eua/users-melbcbd-generated.csv"));

    String shipped = Files.readString(Path.of("melbourne-ar.yaml"));
    assertThat(shipped).startsWith("# ").endsWith("\n" + ProblemFiles.toYaml(made));
    assertThat(ProblemFiles.read(Path.of("melbourne-ar.yaml"))).isEqualTo(made);
    assertThat(sites(made)).hasSize(125);
    assertThat(made.groups().stream().mapToInt(ClientGroup::devices).sum()).isEqualTo(816);
    assertThat(ProblemValidator.validate(made)).isEmpty();
  }

  private static PlacementProblem tiny() {
    return parse(SITES, USERS);
  }

  private static PlacementProblem parse(String sites, String users) {
    return EdgeUserAllocation.around(sketch(SKETCH)).parse("tiny", sites, users);
  }

  private static PlacementProblem sketch(String yaml) {
    return ProblemFiles.read(yaml, "sketch.yaml");
  }

  private static Iterable<Node> sites(PlacementProblem problem) {
    Stream<Node> nodes = problem.topology().nodes().stream();
    return nodes.filter(node -> node.tier() == Tier.EDGE).toList();
  }

  private static PairDelay delay(String from, String to, int millis) {
    return PairDelay.of(new PointId(from), new PointId(to), Duration.ofMillis(millis));
  }
}
