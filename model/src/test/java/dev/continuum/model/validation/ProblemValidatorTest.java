package dev.continuum.model.validation;

import static dev.continuum.model.validation.Fault.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.ProblemBuilder;
import dev.continuum.model.fixture.Edited;
import dev.continuum.model.id.AppId;
import dev.continuum.model.id.CallId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeClassId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.id.PointId;
import dev.continuum.model.quantity.Cpu;
import dev.continuum.model.quantity.Memory;
import dev.continuum.model.quantity.Rate;
import dev.continuum.model.topology.AccessPoint;
import dev.continuum.model.topology.Capacity;
import dev.continuum.model.topology.Link;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeStatus;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.workload.CallEdge;
import dev.continuum.model.workload.ClientGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemValidatorTest {

  @Test
  void collectsEveryIssueInOrderOfPath() {
    PlacementProblem problem = Edited.with(BASE, "topology.nodes.0.tier", Tier.DEVICE);
    problem = Edited.with(problem, "topology.nodes.0.capacity.cpu", Cpu.cores(-1));
    problem = Edited.with(problem, "groups.0.devices", 0);
    problem = Edited.with(problem, "apps.0.weight", -1.0);

    assertThat(ProblemValidator.validate(problem))
        .extracting(Issue::path)
        .containsExactly(
            "apps[0].weight",
            "groups[0].devices",
            "nodes[0].capacity.cpu_millicores",
            "nodes[0].tier");
  }

  @Test
  void requireValidThrowsAllOfThemAtOnce() {
    PlacementProblem problem = Edited.with(BASE, "groups.0.devices", -3);
    PlacementProblem two = Edited.with(problem, "apps.0.weight", -1.0);

    assertThatCode(() -> ProblemValidator.requireValid(BASE)).doesNotThrowAnyException();
    assertThatThrownBy(() -> ProblemValidator.requireValid(two))
        .isInstanceOfSatisfying(
            InvalidProblemException.class, e -> assertThat(e.issues()).hasSize(2))
        .hasMessageContaining("The number of devices (-3) of group (users) must be positive.")
        .hasMessageContaining("\n  Maybe remove the group.");
  }

  @Test
  void namesTheCycle() {
    PlacementProblem problem =
        Edited.plus(
            BASE, "apps.0.edges", CallEdge.of(new CallId("render"), new CallId("detect"), 1));

    assertThat(ProblemValidator.validate(problem))
        .singleElement()
        .extracting(Issue::message)
        .isEqualTo("The cycle (detect -> render -> detect) of application (ar) must be broken.");
  }

  @Test
  void proposesTheNearestKnownName() {
    PlacementProblem problem = Edited.with(BASE, "groups.0.point", new PointId("cel"));

    assertThat(ProblemValidator.validate(problem))
        .singleElement()
        .extracting(Issue::remedy)
        .isEqualTo("Maybe you meant (cell).");
  }

  @Test
  void leavesDevicesUnservedWhileNodesAreDownUnlessAllMustBeAdmitted() {
    PlacementProblem problem = Edited.with(BASE, "groups.0.battery", Optional.empty());
    problem = Edited.with(problem, "groups.0.deviceClass", Optional.empty());
    problem = Edited.with(problem, "topology.nodes.0.status", NodeStatus.DOWN);
    problem = Edited.with(problem, "topology.nodes.1.status", NodeStatus.DOWN);

    assertThat(ProblemValidator.validate(problem)).isEmpty();
  }

  @Test
  void acceptsAHardDeadlineThatTheNetworkJustAllows() {
    PlacementProblem problem = Edited.with(BASE, "groups.0.battery", Optional.empty());
    problem = Edited.with(problem, "groups.0.deviceClass", Optional.empty());
    problem =
        Edited.with(
            problem,
            "apps.0.deadline.hardness",
            dev.continuum.model.workload.Deadline.Hardness.HARD);

    // Four milliseconds to the edge and back.
    assertThat(
            ProblemValidator.validate(
                Edited.with(problem, "apps.0.deadline.limit", Duration.ofMillis(4))))
        .isEmpty();
    assertThat(
            ProblemValidator.validate(
                Edited.with(problem, "apps.0.deadline.limit", Duration.ofNanos(3_999_000))))
        .extracting(Issue::code)
        .containsExactly("deadline.below-network");
  }

  @Test
  void looksAtGroupsAndNodesOnceEachAndNotAtTheirProduct() {
    List<Node> nodes = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    for (int n = 0; n < 1000; n++) {
      Node node =
          Node.of(
              new NodeId("n" + n),
              Tier.EDGE,
              new NodeClassId("reference"),
              Capacity.of(Cpu.cores(4), Memory.gibibytes(4)));
      nodes.add(node);
      if (n > 0) {
        links.add(Link.of(node.id().point(), nodes.get(n / 2).id().point(), Duration.ofMillis(1)));
      }
    }
    List<AccessPoint> points = new ArrayList<>();
    List<ClientGroup> groups = new ArrayList<>();
    for (int g = 0; g < 20_000; g++) {
      PointId point = new PointId("p" + g);
      points.add(new AccessPoint(point, Optional.empty()));
      links.add(Link.of(point, nodes.get(g % 999).id().point(), Duration.ofMillis(1)));
      groups.add(
          ClientGroup.of(new GroupId("g" + g), new AppId("ar"), point, 10, Rate.perSecond(1)));
    }
    PlacementProblem problem =
        Edited.with(BASE, "groups", List.of()).toBuilder()
            .each(nodes, ProblemBuilder::node)
            .each(points, ProblemBuilder::accessPoint)
            .each(links, ProblemBuilder::link)
            .each(groups, ProblemBuilder::group)
            .build();

    // The part with the base's own two nodes is not joined to these; they do not need it.
    assertThat(ProblemValidator.validate(problem)).isEmpty();
    PlacementProblem fenced =
        Edited.with(
            problem, "apps.0.calls.0.fence", dev.continuum.model.workload.Fence.nodes(Fault.CLOUD));
    assertThat(ProblemValidator.validate(fenced)).hasSize(20_000);
  }
}
