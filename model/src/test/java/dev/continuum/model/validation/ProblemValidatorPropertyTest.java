package dev.continuum.model.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.fixture.RandomProblems;
import dev.continuum.model.placement.Placement;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ProblemValidatorPropertyTest {

  private static final List<PlacementProblem> SOUND =
      LongStream.range(0, 40).mapToObj(RandomProblems::random).toList();

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
  void neverThrowsWhateverTheRecordsHold(
      @ForAll @IntRange(min = 0, max = 39) int problem,
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.01, max = 0.6) double share) {
    PlacementProblem sound = SOUND.get(problem);
    PlacementProblem spoilt = new Hostile(seed, share).spoil(sound);

    List<Issue> issues = ProblemValidator.validate(spoilt);

    assertThat(issues).extracting(Issue::path).isSortedAccordingTo(new PathOrder());
    assertThat(issues).extracting(Issue::remedy).allMatch(remedy -> remedy.startsWith("Maybe "));
    Placement placement = sound.current().orElse(Placement.EMPTY);
    assertThat(PlacementValidator.validate(spoilt, new Hostile(seed, share).spoil(placement)))
        .isNotNull();
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  void doesNotDependOnTheOrderOfChecks(
      @ForAll @IntRange(min = 0, max = 39) int problem, @ForAll long seed) {
    PlacementProblem spoilt = new Hostile(seed, 0.1).spoil(SOUND.get(problem));

    assertThat(ProblemValidator.validate(spoilt)).isEqualTo(ProblemValidator.validate(spoilt));
  }
}
