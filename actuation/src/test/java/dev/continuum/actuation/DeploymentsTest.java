package dev.continuum.actuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Acquisition;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.placement.RouteAssignment;
import dev.continuum.model.placement.WarmInstances;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.workload.Function;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Sizes of a function are deployed as that function. */
class DeploymentsTest {

  private static final FunctionId MATCH = new FunctionId("match");
  private static final NodeId REGION = new NodeId("region");
  private static final Function SMALL = size(512);
  private static final Function LARGE = size(1769);

  private static Function size(int megabytes) {
    Function function = Function.of(MATCH, Memory.mebibytes(256.0), Duration.ofMillis(10));
    return function.sized(
        new FunctionId("match-" + megabytes + "mb"),
        Memory.mebibytes((double) megabytes),
        function.cpuWhileBusy(),
        new TreeMap<>());
  }

  private static Plan plan(Placement placement) {
    PlacementProblem problem =
        PlacementProblem.builder("sizes").function(SMALL).function(LARGE).build();
    Code code = new Code("ar", Code.Form.IMAGE, "ar", Optional.empty(), "", "");
    // The targets file knows the function, and a memory that the plan's choice overrules.
    Deployments.Recipe recipe =
        new Deployments.Recipe(
            code,
            Duration.ofSeconds(60),
            new TreeMap<>(),
            Optional.of(Memory.mebibytes(128.0)),
            OptionalInt.empty());
    return new Deployments(problem, Map.of(MATCH, recipe))
        .plan("it", placement, new TreeSet<>(List.of(REGION)));
  }

  private static RouteAssignment route(Function function) {
    return new RouteAssignment(
        new GroupId("g"),
        1,
        List.of(new CallPlacement(new CallId("c"), function.id(), new Place.OnNode(REGION))));
  }

  @Test
  void aSizeIsTheFunctionWithItsMemory() {
    Placement placement =
        new Placement(
            List.of(route(LARGE)),
            List.of(new WarmInstances(LARGE.id(), REGION, 3)),
            // Left from before, and no longer used.
            new TreeSet<>(
                List.of(new Acquisition(SMALL.id(), REGION), new Acquisition(LARGE.id(), REGION))));

    assertThat(plan(placement).deployments())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.function()).isEqualTo(MATCH);
              assertThat(each.memory()).isEqualTo(Memory.mebibytes(1769.0));
              assertThat(each.warm()).isEqualTo(3);
            });
  }

  @Test
  void twoSizesInUseOnANodeAreRefused() {
    Placement placement = Placement.of(List.of(route(SMALL), route(LARGE)), List.of());

    assertThatThrownBy(() -> plan(placement))
        .isInstanceOf(ActuationException.class)
        .hasMessageContaining("two sizes of match on region");
  }
}
