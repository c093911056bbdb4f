package dev.continuum.datasets.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TutorialTest {

  private static final Path TUTORIAL = Path.of("tutorial.yaml");

  @Test
  void theTutorialProblemIsFiveLinesLong() throws Exception {
    assertThat(Files.readAllLines(TUTORIAL)).hasSize(5);
  }

  @Test
  void theTutorialProblemSaysWhatItMeans() throws Exception {
    PlacementProblem problem = ProblemFiles.read(TUTORIAL);

    assertThat(problem.name()).isEqualTo("tutorial");
    assertThat(problem.groups()).singleElement().matches(group -> group.devices() == 100);
    assertThat(problem.functions())
        .singleElement()
        .matches(f -> f.id().equals(new FunctionId("hello")))
        .matches(f -> f.work().orElseThrow().equals(Duration.ofMillis(20)));
  }

  @Test
  void writingAndReadingItAgainChangesNothing() throws Exception {
    PlacementProblem problem = ProblemFiles.read(TUTORIAL);

    assertThat(ProblemFiles.read(ProblemFiles.toYaml(problem), "again.yaml")).isEqualTo(problem);
    assertThat(ProblemFiles.read(ProblemFiles.toJson(problem), "again.json")).isEqualTo(problem);
  }
}
