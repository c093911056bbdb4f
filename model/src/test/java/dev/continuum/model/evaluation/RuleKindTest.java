package dev.continuum.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleKindTest {

  @ParameterizedTest
  @EnumSource
  void everyRuleHoldsWhereNothingIsLeft(RuleKind kind) {
    Evaluation tight = RuleCases.of(kind).tight();

    assertThat(tight.broken()).isEmpty();
    assertThat(tight.score().feasible()).isTrue();
    assertThat(tight.rules(kind)).anyMatch(check -> check.slack() == 0);
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleIsBrokenAloneByItsExcess(RuleKind kind) {
    RuleCases.RuleCase example = RuleCases.of(kind);

    assertThat(example.broken().broken()).hasSize(1);
    RuleCheck check = example.broken().broken().getFirst();
    assertThat(check.kind()).isEqualTo(kind);
    assertThat(check.slack()).isNegative();
    assertThat(check.excessPpm()).isEqualTo(example.excessPpm());
    assertThat(example.broken().score().brokenPpm()).isEqualTo(example.excessPpm());
  }
}
