package dev.continuum.datasets.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.continuum.datasets.proto.ProblemProto;
import dev.continuum.datasets.wire.ProblemWire;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.Placement;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is written is read back, whatever the values. */
class RoundTripPropertyTest {

  @Property(tries = 150)
  void aProblemSurvivesYaml(@ForAll long seed) {
    PlacementProblem problem = RandomProblem.of(seed);
    String yaml = ProblemFiles.toYaml(problem);

    assertThat(ProblemFiles.read(yaml, "random.yaml")).as(yaml).isEqualTo(problem);
  }

  @Property(tries = 150)
  void aProblemSurvivesJson(@ForAll long seed) {
    PlacementProblem problem = RandomProblem.of(seed);
    String json = ProblemFiles.toJson(problem);

    assertThat(ProblemFiles.read(json, "random.json")).as(json).isEqualTo(problem);
  }

  @Property(tries = 150)
  void jsonIsReadAlikeAsYaml(@ForAll long seed) {
    PlacementProblem problem = RandomProblem.of(seed);
    String json = "# so that it is no JSON\n" + ProblemFiles.toJson(problem);

    assertThat(ProblemFiles.read(json, "random")).as(json).isEqualTo(problem);
  }

  @Property(tries = 150)
  void aProblemSurvivesTheWire(@ForAll long seed) throws InvalidProtocolBufferException {
    PlacementProblem problem = RandomProblem.of(seed);
    byte[] bytes = ProblemWire.wire(problem).toByteArray();

    assertThat(ProblemWire.model(ProblemProto.Problem.parseFrom(bytes))).isEqualTo(problem);
  }

  @Property(tries = 150)
  void theSameProblemGivesTheSameText(@ForAll long seed) {
    assertThat(ProblemFiles.toYaml(RandomProblem.of(seed)))
        .isEqualTo(ProblemFiles.toYaml(RandomProblem.of(seed)));
  }

  @Property(tries = 150)
  void aPlacementSurvivesYamlAndJson(@ForAll long seed) {
    PlacementProblem problem = RandomProblem.of(seed);
    Placement placement = problem.current().orElse(Placement.EMPTY);

    assertThat(PlacementFiles.read(PlacementFiles.toYaml(placement, problem), "p.yaml", problem))
        .isEqualTo(placement);
    assertThat(PlacementFiles.read(PlacementFiles.toJson(placement, problem), "p.json", problem))
        .isEqualTo(placement);
  }
}
