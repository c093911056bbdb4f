package dev.continuum.datasets.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsOfFilesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {nodes: [{id: a, tier: EDGE, capcity: {}}]}            | file.unknown-field | nodes[0].capcity           | 1:30
          {nodez: []}                                            | file.unknown-field | nodez                      | 1:2
          {links: [{a: x, b: y, latency: 3, latency_ms: 3}]}     | file.unknown-field | links[0].latency           | 1:23
          {nodes: {id: a}}                                       | file.type          | nodes                      | 1:9
          {nodes: [a]}                                           | file.type          | nodes[0]                   | 1:10
          {name: [a]}                                            | file.type          | name                       | 1:8
          {weights: 3}                                           | file.type          | weights                    | 1:11
          {weights: {per_joule: many}}                           | file.type          | weights.per_joule          | 1:23
          {weights: {per_joule: "3"}}                            | file.type          | weights.per_joule          | 1:23
          {weights: {per_joule: 0x10}}                           | file.type          | weights.per_joule          | 1:23
          {weights: {per_joule: [3]}}                            | file.type          | weights.per_joule          | 1:23
          {weights: {per_joule: .nan}}                           | file.range         | weights.per_joule          | 1:23
          {weights: {per_joule: -Infinity}}                      | file.range         | weights.per_joule          | 1:23
          {weights: {per_joule: 1e400}}                          | file.range         | weights.per_joule          | 1:23
          {reconfiguration: {horizon_s: 1e10}}                   | file.range         | reconfiguration.horizon_s  | 1:31
          {nodes: [{id: a, tier: EDGE, capacity: {instances: 1.5}}]} | file.range     | nodes[0].capacity.instances | 1:52
          {nodes: [{id: a, tier: EDGE, capacity: {instances: 1e30}}]} | file.range    | nodes[0].capacity.instances | 1:52
          {nodes: [{id: a, tier: EDGE, capacity: {instances: x}}]} | file.type        | nodes[0].capacity.instances | 1:52
          {rules: [{spread: {function: f, zones: 3000000000}}]}  | file.range         | rules[0].spread.zones      | 1:40
          {nodes: [{id: a, tier: EGDE}]}                         | file.enum          | nodes[0].tier              | 1:24
          {nodes: [{id: a, tier: UNSPECIFIED}]}                  | file.enum          | nodes[0].tier              | 1:24
          {nodes: [{id: a}]}                                     | file.missing       | nodes[0].tier              | 1:10
          {rules: [{gather: {functions: []}}]}                   | file.missing       | rules[0].gather.functions  | 1:31
          {rules: [{}]}                                          | file.missing       | rules[0]                   | 1:10
          {rules: [{spread: {function: f, zones: 1}, apart: {one: a, other: b}}]} | file.one-of | rules[0].apart | 1:10
          {nodes: [{id: "", tier: EDGE}]}                        | file.blank         | nodes[0].id                | 1:15
          {nodes: [{id: a, tier: EDGE, zone: " "}]}              | file.blank         | nodes[0].zone              | 1:36
          {rules: [{gather: {functions: [""]}}]}                 | file.blank         | rules[0].gather.functions[0] | 1:32
          {explicit_costs: [{group: g, call: c, per_hour: {"": 1}}]} | file.blank     | explicit_costs[0].per_hour | 1:50
          {explicit_costs: [{group: g, call: c, per_hour: {n: x}}]} | file.type       | explicit_costs[0].per_hour[n] | 1:53
          {explicit_costs: [{group: g, call: c, per_hour: {n: 1, n: 2}}]} | file.duplicate | explicit_costs[0].per_hour[n] | 1:56
          {explicit_costs: [{group: g, call: c, per_hour: [1]}]} | file.type          | explicit_costs[0].per_hour | 1:49
          {name: a, name: b}                                     | file.duplicate     | name                       | 1:11
          {name: null}                                           | file.null          | name                       | 1:8
          {name: ~}                                              | file.null          | name                       | 1:8
          {nodes: [null]}                                        | file.null          | nodes[0]                   | 1:10
          {explicit_costs: [{group: g, call: c, per_hour: {n: }}]} | file.null        | explicit_costs[0].per_hour[n] | 1:52
          {current: {routes: [{group: g, devices: 1, calls: [{call: c, local: false}]}]}} | file.local | current.routes[0].calls[0].local | 1:69
          {current: {unserved: [{group: g, devices: 1}]}}        | file.unserved      | current.unserved[0]        | 1:23
          {name: !!str a}                                        | file.tag           | ``                         | 1:8
          {name: *a}                                             | file.alias         | ``                         | 1:8
          {name: a                                               | file.syntax        | ``                         | 1:9
          {? [a] : b}                                            | file.key           | ``                         | 1:4
          """)
  void everyFaultHasItsCodePathAndPlace(String text, String code, String path, String place) {
    List<Issue> issues = issues(text, "p");

    assertThat(issues)
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.code()).isEqualTo(code);
              assertThat(issue.path()).isEqualTo(path);
              assertThat(issue.message()).endsWith("(p:" + place + ")");
              assertThat(issue.remedy()).startsWith("Maybe ");
            });
  }

  @Test
  void allFaultsOfAFileAreToldAtOnce() {
    String text =
        """
        nam: x
        nodes:
          - id: edge
            tier: EGDE
            capacity:
              cpu: 1000
          - tier: CLOUD
            zone:
        functions:
          - {id: f, memory_mib: lots}
        """;

    assertThat(issues(text, "p.yaml").stream().map(Issue::path))
        .containsExactly(
            "nam",
            "nodes[0].tier",
            "nodes[0].capacity.cpu",
            "nodes[1].zone",
            "nodes[1].id",
            "functions[0].memory_mib");
  }

  @ParameterizedTest
  @CsvSource({
    "nodes, nodez",
    "nodes, node",
    "explicit_costs, explicit-cost",
    "access_points, accessPoints",
    "reconfiguration, reconfigure",
    "groups, gruops"
  })
  void anUnknownFieldNamesTheNearestKnownOne(String known, String written) {
    assertThat(issues("{" + written + ": []}", "p"))
        .singleElement()
        .satisfies(issue -> assertThat(issue.remedy()).isEqualTo("Maybe " + known + "."));
  }

  @Test
  void aFieldLikeNoOtherListsAllKnownOnes() {
    assertThat(
            issues("{links: [{a: x, b: y, latency_ms: 1, colour: red}]}", "p").getFirst().remedy())
        .contains("latency_ms", "jitter_ms", "utilisation_cap");
  }

  @Test
  void aWrongConstantListsTheRightOnes() {
    Issue issue = issues("{nodes: [{id: a, tier: EGDE}]}", "p").getFirst();

    assertThat(issue.message()).contains("DEVICE, EDGE, CLOUD");
    assertThat(issue.remedy()).isEqualTo("Maybe EDGE.");
  }

  @Test
  void constantsMayBeInEitherCaseAndInTheFormOfTheWire() {
    for (String tier : List.of("EDGE", "edge", "Edge", "TIER_EDGE")) {
      assertThat(ProblemFiles.read("{nodes: [{id: a, tier: " + tier + "}]}", "p"))
          .isEqualTo(ProblemFiles.read("{nodes: [{id: a, tier: EDGE}]}", "p"));
    }
  }

  @Test
  void idsMayLookLikeNumbers() {
    PlacementProblem problem = ProblemFiles.read("{nodes: [{id: 007, tier: EDGE}]}", "p");

    assertThat(problem.topology().nodes().getFirst().id().value()).isEqualTo("007");
  }

  @Test
  void wholeNumbersMayHaveAnExponent() {
    String text = "{nodes: [{id: a, tier: EDGE, capacity: {instances: %s}}]}";

    assertThat(ProblemFiles.read(text.formatted("1e6"), "p"))
        .isEqualTo(ProblemFiles.read(text.formatted("1000000"), "p"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name": "a",}        | 1:14
          {"name": 'a'}         | 1:10
          {"name" "a"}          | 1:9
          {"name": "a"} x       | 1:15
          {"name": "\\q"}       | 1:13
          {"name": "\\u12g4"}   | 1:16
          {"name": 01}          | 1:10
          {"name": +1}          | 1:10
          {name: "a"}           | 1:2
          {"nodes": [}          | 1:12
          {"name": "a           | 1:12
          `{"name": "a"`        | 1:13
          """)
  void brokenJsonIsPointedAt(String text, String place) {
    assertThat(issues(text, "p.json"))
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.code()).isEqualTo("file.syntax");
              assertThat(issue.message()).endsWith("(p.json:" + place + ")");
            });
  }

  @Test
  void escapesOfJsonAreRead() {
    PlacementProblem problem =
        ProblemFiles.read(
            "{\"name\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"}", "p.json");

    assertThat(problem.name()).isEqualTo("\"\\/\b\f\n\r\té😀");
    assertThat(issues("{\"name\": \"\\ud83d\"}", "p.json").getFirst().code())
        .isEqualTo("file.encoding");
  }

  @Test
  void aliasesRepeatWhatTheirAnchorNames() {
    PlacementProblem problem =
        ProblemFiles.read(
            """
            nodes:
              - {id: a, tier: EDGE, capacity: &small {cpu_millicores: 500, memory_mib: 64}}
              - {id: b, tier: EDGE, capacity: *small}
            """,
            "p.yaml");

    assertThat(problem.topology().nodes().get(1).capacity())
        .isEqualTo(problem.topology().nodes().get(0).capacity());
  }

  @Test
  void aliasesThatMultiplyAreStopped() {
    StringBuilder text = new StringBuilder("x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
    for (int i = 1; i < 12; i++) {
      text.append("x%d: &x%d [%s]\n".formatted(i, i, "*x%d, ".formatted(i - 1).repeat(10)));
    }

    assertThat(issues(text.toString(), "bomb.yaml").getLast().code()).isEqualTo("file.alias-limit");
  }

  @Test
  void deepNestingIsStopped() {
    assertThat(issues("[".repeat(100_000), "deep.json").getLast().code()).isEqualTo("file.depth");
    assertThat(issues("{x: " + "[".repeat(1000), "deep").getLast().code()).isEqualTo("file.depth");
  }

  @Test
  void anEmptyFileIsAnIssue() {
    for (String text : List.of("", "  \n", "# nothing\n", "---\n", "null")) {
      assertThat(issues(text, "p"))
          .as(text)
          .singleElement()
          .matches(i -> i.code().equals("file.empty"));
    }
  }

  @Test
  void aSecondDocumentIsAnIssue() {
    assertThat(issues("name: a\n---\nname: b\n", "p").getFirst().code())
        .isEqualTo("file.documents");
  }

  @Test
  void manyFaultsAreCountedAndNotAllListed() {
    List<Issue> issues = issues("nodes:\n" + "  - x\n".repeat(5000), "p");

    assertThat(issues).hasSize(1001);
    assertThat(issues.getLast().message()).contains("4000 more");
  }

  @Test
  void issuesOfTheValidatorGetTheirPlaceInTheFile() {
    String text = "name: x\nnodes:\n  - id: a\n    tier: EDGE\n    capacity: {memory_mib: -3}\n";
    List<Issue> said =
        List.of(
            new Issue("memory.negative", "nodes[0].capacity.memory_mib", "Bad.", "Maybe."),
            new Issue("node.position", "nodes[0].position.latitude", "Absent.", "Maybe."));

    assertThat(SchemaReader.locate(said, text, "p.yaml", FileLimits.DEFAULT))
        .extracting(Issue::message)
        .containsExactly("Bad. (p.yaml:5:28)", "Absent. (p.yaml:3:5)");
  }

  @Test
  void whatNoFileCanHoldIsNotWritten() {
    PlacementProblem problem =
        PlacementProblem.builder("x")
            .weights(new dev.continuum.model.placement.ObjectiveWeights(Double.NaN, 1, 1, 1))
            .build();

    assertThatThrownBy(() -> ProblemFiles.toYaml(problem))
        .isInstanceOf(InvalidProblemException.class)
        .hasMessageContaining("weights.network_per_request_ms");
  }

  private static List<Issue> issues(String text, String name) {
    return catchThrowableOfType(InvalidProblemException.class, () -> ProblemFiles.read(text, name))
        .issues();
  }
}
