package dev.continuum.model.evaluation;

import static dev.continuum.model.evaluation.Lab.GIB;
import static dev.continuum.model.evaluation.Lab.N;
import static dev.continuum.model.evaluation.Lab.lab;
import static dev.continuum.model.evaluation.Lab.local;
import static dev.continuum.model.evaluation.Lab.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.Rule;
import dev.continuum.model.workload.Function;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Sizes of one function are apart by their artifacts, other functions by their instances. */
class SizesApartTest {

  private static final Function BASE =
      Function.of(new FunctionId("base"), GIB, Duration.ofMillis(1));
  private static final FunctionId SMALL = new FunctionId("small");
  private static final FunctionId LARGE = new FunctionId("large");

  @Test
  void twoSizesOfAFunctionAreNotOnOneNodeAlsoWithoutInstances() {
    assertThat(apart(size(SMALL), size(LARGE), SMALL, LARGE)).isFalse();
    assertThat(apart(size(SMALL), size(LARGE), LARGE)).isTrue();
  }

  @Test
  void otherFunctionsMayBeThereWithoutInstances() {
    Function small = Function.of(SMALL, GIB, Duration.ofMillis(1));
    Function large = Function.of(LARGE, GIB, Duration.ofMillis(1));
    assertThat(apart(small, large, SMALL, LARGE)).isTrue();
    assertThat(apart(size(SMALL), large, SMALL, LARGE)).isTrue();
  }

  private static Function size(FunctionId id) {
    return BASE.sized(id, GIB, BASE.cpuWhileBusy(), new TreeMap<>());
  }

  /** Whether the rule holds with these artifacts on one node. */
  private static boolean apart(Function one, Function other, FunctionId... acquired) {
    TreeSet<Acquisition> there = new TreeSet<>();
    for (FunctionId each : acquired) {
      there.add(new Acquisition(each, N));
    }
    Evaluation evaluation =
        lab()
            .more(
                b ->
                    b.function(BASE)
                        .function(one)
                        .function(other)
                        .rule(new Rule.Apart(one.id(), other.id())))
            .evaluate(new Placement(List.of(route(10, local("c", "f"))), List.of(), there));
    return evaluation.rules(RuleKind.APART).noneMatch(RuleCheck::broken);
  }
}
