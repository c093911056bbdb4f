package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

  private static final String TWO_EDGES =
      """
      name: two-edges
      nodes:
        - {id: near, tier: EDGE, capacity: {cpu_millicores: 4000, memory_mib: 1024}}
        - {id: far, tier: EDGE, capacity: {cpu_millicores: 4000, memory_mib: 1024}}
        - {id: tiny, tier: EDGE, capacity: {cpu_millicores: 4000, memory_mib: 150}}
        - {id: fenced, tier: CLOUD, capacity: {cpu_millicores: 4000, memory_mib: 1024}}
      links:
        - {a: near, b: far, latency_ms: 10}
        - {a: near, b: tiny, latency_ms: 1}
        - {a: near, b: fenced, latency_ms: 1}
      functions:
        - {id: hello, memory_mib: 128, work_ms: 20, sizing: {kind: ERLANG, epsilon: 0.01},
           fence: {allowed_tiers: [EDGE]}}
      apps:
        - {id: web, calls: [{id: hello}], entry_bytes: 500, reply_bytes: 2000}
      groups:
        - {id: people, app: web, point: near, devices: 100, rate_per_s: 0.5}
      """;

  @TempDir Path directory;
  private Path problem;
  private Path best;
  private Path worse;

  @BeforeEach
  void placeTwoEdges() throws IOException {
    problem = Files.writeString(directory.resolve("problem.yaml"), TWO_EDGES);
    best = directory.resolve("best.yaml");
    assertThat(CliRun.of("solve", problem, "-o", best).exit()).isEqualTo(0);
    worse =
        Files.writeString(
            directory.resolve("worse.yaml"),
            Files.readString(best).replace("node: near", "node: far"));
  }

  @Test
  void evaluatePutsBrokenRulesFirst() throws IOException {
    Path starved =
        Files.writeString(
            directory.resolve("starved.yaml"),
            Files.readString(best).replaceAll("instances: \\d+", "instances: 1"));

    CliRun run = CliRun.of("evaluate", problem, starved);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out())
        .contains("1 of its rules broken")
        .containsPattern("SIZING +hello on near");
    assertThat(run.out().indexOf("Broken rules")).isLessThan(run.out().indexOf("Tiers"));
  }

  @Test
  void evaluateWritesItsReportToAFile() throws IOException {
    Path report = directory.resolve("report.json");

    CliRun run = CliRun.of("evaluate", problem, best, "-o", report);

    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.out()).isEmpty();
    assertThat(Files.readString(report)).startsWith("{").contains("\"costTerms\"");
  }

  @Test
  void diffTellsCostWarmInstancesAndSteps() {
    CliRun run = CliRun.of("diff", problem, best, worse);

    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.out())
        .containsPattern("\\+0\\.36 +network latency")
        .containsPattern("hello +far +0 +\\d")
        .containsPattern("hello +near +\\d +0")
        .contains("1 artifact acquired, 1 released")
        .contains("100 devices moved");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void diffOfTwoProblemsComparesEachWithItsOwnPlacement() throws IOException {
    Path dearer =
        Files.writeString(
            directory.resolve("dearer.yaml"),
            TWO_EDGES
                + "weights: {network_per_request_ms: 1.0e-7, service_per_request_ms: 2.0e-7}\n");

    JsonObject json = CliRun.of("diff", problem, best, dearer, best, "--json").json();

    assertThat(json.get("costChange").toString()).isEqualTo("0.36");
    assertThat(json.getAsJsonObject("costTerms").keySet()).containsExactly("SERVICE_LATENCY");
    assertThat(json.getAsJsonObject("steps").get("changes").toString()).isEqualTo("0");
  }

  @Test
  void diffOfAPlacementAndItselfIsEmpty() {
    CliRun run = CliRun.of("diff", problem, best, best);

    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.out()).contains("nothing moves");
  }

  @Test
  void explainPricesTheNextBestPlaceAndNamesTheRulesOfTheOthers() {
    CliRun run = CliRun.of("explain", problem, best, "--group", "people");

    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.out())
        .contains("the next best is on far, at +0.36 per hour")
        .containsPattern("on far +\\+0\\.36 +network latency \\+0\\.36")
        .containsPattern("on tiny +MEMORY of tiny +\\d+ +150 +MiB")
        .contains("Fences keep it off fenced.");
  }

  @Test
  void explainAdmitsThatAPlacementCanImprove() {
    JsonObject call =
        CliRun.of("explain", problem, worse, "--group", "people", "--call", "hello", "--json")
            .json()
            .getAsJsonArray("calls")
            .get(0)
            .getAsJsonObject();

    JsonObject first = call.getAsJsonArray("alternatives").get(0).getAsJsonObject();
    assertThat(first.get("node").getAsString()).isEqualTo("near");
    assertThat(first.get("costChange").toString()).isEqualTo("-0.36");
    assertThat(CliRun.of("explain", problem, worse, "--group", "people").out())
        .contains("would be better");
  }

  @Test
  void explainNamesTheGroupsThereAre() {
    CliRun run = CliRun.of("explain", problem, best, "--group", "nobody");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--group (nobody)", "There are: people.");
  }

  @Test
  void validateSaysWhatIsThere() {
    CliRun run = CliRun.of("validate", problem, best);

    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.out()).contains("Valid.", "3 edge and 1 cloud node", "100 devices", "1 route.");
  }

  @Test
  void importsEveryFormat() throws IOException {
    Path cap = Files.writeString(directory.resolve("cap.txt"), "2 1\n10 5\n10 50\n4\n7 1\n");
    Path gap = Files.writeString(directory.resolve("gap.txt"), "2 1\n3\n4\n1\n1\n5 5\n");
    Path sscflp = Files.writeString(directory.resolve("p.txt"), "2 1\n10 10\n5 50\n4\n7 1\n");

    assertThat(objective(CliRun.of("import", "orlib-cap", cap))).isEqualTo("12");
    assertThat(objective(CliRun.of("import", "orlib-cap", cap, "--single-source"))).isEqualTo("12");
    assertThat(objective(CliRun.of("import", "gap", gap))).isEqualTo("3");
    assertThat(objective(CliRun.of("import", "sscflp", sscflp))).isEqualTo("12");
    Path request = CliRun.DATASETS.resolve("neptune").resolve("split-three-nodes.json");
    assertThat(objective(CliRun.of("import", "neptune", request, "--objective", "delay")))
        .isEqualTo("34");
  }

  @Test
  void importsSitesAndUsers() throws IOException {
    Path out = directory.resolve("melbourne.yaml");

    CliRun run =
        CliRun.of(
            "import",
            "eua",
            "--sites",
            CliRun.DATASETS.resolve("eua/site-optus-melbCBD.csv"),
            "--users",
            CliRun.DATASETS.resolve("eua/users-melbcbd-generated.csv"),
            "--app",
            CliRun.DATASETS.resolve("apps/ar.yaml"),
            "--name",
            "melbourne",
            "-o",
            out);

    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.out()).contains("melbourne: 125 edge", "816 devices");
    assertThat(CliRun.of("validate", out).exit()).isEqualTo(0);
  }

  @Test
  void generatesEveryFamily() throws IOException {
    for (String words :
        new String[] {
          "generate neptune --nodes 4 --functions 2 --seed 3",
          "generate city --sites 4 --groups 10 --functions 4 --seed 3",
          "generate region --app vehicle --sites 4 --users 9 --km 2 --centres 1 --seed 3",
          "generate demands --demands 20 --nodes 3 --seed 3",
          "generate cflp --size 5 --ratio 3 --seed 3",
          "generate sscflp --facilities 4 --customers 9 --ratio 2 --seed 3",
          "generate gap --type E --agents 3 --jobs 9 --seed 3"
        }) {
      CliRun run = CliRun.of((Object[]) words.split(" ", -1));
      CliRun again = CliRun.of((Object[]) words.split(" ", -1));

      assertThat(run.exit()).as(run.err()).isEqualTo(0);
      assertThat(again.out()).isEqualTo(run.out());
      Path file = Files.writeString(directory.resolve("generated.yaml"), run.out());
      assertThat(CliRun.of("validate", file).exit()).as(words).isEqualTo(0);
    }
  }

  @Test
  void importSaysWhichLineIsWrong() throws IOException {
    Path cap = Files.writeString(directory.resolve("cap.txt"), "2 1\n10 five\n");
    Path out = Files.writeString(directory.resolve("kept.yaml"), "kept");

    CliRun run = CliRun.of("import", "orlib-cap", cap, "-o", out);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("cap.txt:2", "five");
    assertThat(out).hasContent("kept");
  }

  @Test
  void aSketchThatIsNotValidIsRefusedWhereItIsWrong() throws IOException {
    String ar = Files.readString(CliRun.DATASETS.resolve("apps/ar.yaml"));
    Path sketch =
        Files.writeString(directory.resolve("bad.yaml"), ar.replace("app: ar,", "app: none,"));
    assertThat(sketch).content().isNotEqualTo(ar);

    CliRun region =
        CliRun.of("generate", "region", "--app", sketch, "--sites", "4", "--users", "9");

    assertThat(region.exit()).isEqualTo(2);
    assertThat(region.err()).contains("bad.yaml:131:25", "groups[1].app");
    assertThat(region.out()).isEmpty();
    Path two = Files.writeString(directory.resolve("two.yaml"), TWO_EDGES);
    CliRun unfit = CliRun.of("generate", "region", "--app", two);
    assertThat(unfit.exit()).isEqualTo(2);
    assertThat(unfit.err()).contains("two.yaml", "one edge node", "distance rule");
    CliRun many = CliRun.of("generate", "region", "--centres", "1000");
    assertThat(many.exit()).isEqualTo(2);
    assertThat(many.err()).contains("centres (1000)", "from 1 to 100");
  }

  private String objective(CliRun imported) throws IOException {
    assertThat(imported.exit()).as(imported.err()).isEqualTo(0);
    Path file = Files.writeString(directory.resolve("imported.yaml"), imported.out());
    JsonObject json = CliRun.of("solve", file, "--json").json();
    assertThat(json.get("status").getAsString()).isEqualTo("OPTIMAL");
    return json.get("objective").toString();
  }
}
