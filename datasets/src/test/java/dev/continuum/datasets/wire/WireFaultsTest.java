package dev.continuum.datasets.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuum.datasets.proto.PlacementProto;
import dev.continuum.datasets.proto.ProblemProto;
import dev.continuum.datasets.proto.TopologyProto;
import dev.continuum.datasets.proto.WorkloadProto;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that came from no file are held to the same rules. */
class WireFaultsTest {

  @Test
  void everyFaultOfAMessageIsTold() {
    ProblemProto.Problem.Builder wire = ProblemProto.Problem.newBuilder();
    wire.addNodesBuilder().setId(" ").setTierValue(99);
    wire.addLinksBuilder().setA("x").setB("y").setLatencyMs(Double.NaN);
    wire.addRulesBuilder();
    wire.addExplicitCostsBuilder().setGroup("g").setCall("c").putPerHour(" ", 1);
    wire.getReconfigurationBuilder().setHorizonS(1e12);
    wire.addFunctionsBuilder()
        .setId("f")
        .setMemoryMib(1)
        .setFence(
            WorkloadProto.Fence.newBuilder()
                .addAllowedTiers(TopologyProto.Tier.TIER_UNSPECIFIED)
                .addAllowedZones(""));

    assertThat(issues(wire))
        .extracting(issue -> issue.path() + " " + issue.code())
        .containsExactly(
            "nodes[0].id file.blank",
            "nodes[0].tier file.enum",
            "links[0].latency_ms file.range",
            "functions[0].fence.allowed_tiers[0] file.enum",
            "functions[0].fence.allowed_zones[0] file.blank",
            "rules[0] file.missing",
            "explicit_costs[0].per_hour file.blank",
            "reconfiguration.horizon_s file.range");
  }

  @Test
  void whatIsRequiredMustBeThere() {
    ProblemProto.Problem.Builder wire = ProblemProto.Problem.newBuilder();
    wire.addNodesBuilder();
    wire.addGroupsBuilder();

    assertThat(issues(wire))
        .extracting(Issue::path)
        .containsExactly(
            "nodes[0].id",
            "nodes[0].tier",
            "groups[0].id",
            "groups[0].app",
            "groups[0].point",
            "groups[0].rate_per_s");
  }

  @Test
  void aPlacementIsCheckedInsideItsProblem() {
    ProblemProto.Problem.Builder wire = ProblemProto.Problem.newBuilder();
    wire.getCurrentBuilder()
        .addRoutesBuilder()
        .setGroup("g")
        .setDevices(1)
        .addCalls(PlacementProto.CallPlacement.newBuilder().setCall("c").setLocal(false));

    assertThat(issues(wire))
        .extracting(issue -> issue.path() + " " + issue.code())
        .containsExactly("current.routes[0].calls[0].local file.local");
  }

  private static List<Issue> issues(ProblemProto.Problem.Builder wire) {
    return catchThrowableOfType(
            InvalidProblemException.class, () -> ProblemWire.model(wire.build()))
        .issues();
  }
}
