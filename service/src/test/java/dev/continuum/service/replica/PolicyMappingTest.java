package dev.continuum.service.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.service.proto.EvaluationProto.SolveStrategy;
import dev.continuum.solver.Strategy;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the wire says of how to search. */
class PolicyMappingTest {

  @Test
  void everyStrategyCanBeAskedFor() {
    Set<Strategy> asked =
        Arrays.stream(SolveStrategy.values())
            .map(PolicyMapping::strategy)
            .collect(Collectors.toSet());

    assertThat(asked).isEqualTo(EnumSet.allOf(Strategy.class));
  }
}
