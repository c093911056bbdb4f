package dev.continuum.datasets.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.PlacementValidator;
import dev.continuum.model.validation.ProblemValidator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The problems that people start from are sound. */
class ShippedProblemsTest {

  @ParameterizedTest
  @ValueSource(strings = {"tutorial.yaml", "a3e-testbed.yaml", "apps/ar.yaml"})
  void shippedProblemsAreSound(String file) throws Exception {
    assertThat(ProblemValidator.validate(ProblemFiles.read(Path.of(file)))).isEmpty();
  }

  @Test
  void theSampleWithEverythingIsSound() {
    PlacementProblem problem = ProblemFiles.read(Samples.everything(), "everything.yaml");

    assertThat(ProblemValidator.validate(problem)).isEmpty();
    assertThat(PlacementValidator.validate(problem, problem.current().orElseThrow())).isEmpty();
  }
}
