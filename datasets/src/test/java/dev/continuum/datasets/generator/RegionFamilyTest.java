package dev.continuum.datasets.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.datasets.importer.AppSketch;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.topology.Position;
import dev.continuum.model.topology.Tier;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.model.workload.ClientGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegionFamilyTest {

  @ParameterizedTest
  @EnumSource(AppSketch.class)
  void regionsAreValidAndOnlyTheirSeedDecides(AppSketch app) {
    RegionFamily family = new RegionFamily(12, 100, 3, 2);

    PlacementProblem region = family.around(app.problem(), 1);

    assertThat(ProblemValidator.validate(region)).isEmpty();
    assertThat(region).isEqualTo(family.around(app.problem(), 1));
    assertThat(region).isNotEqualTo(family.around(app.problem(), 2));
    assertThat(positions(region)).hasSize(12);
    assertThat(region.groups().stream().mapToInt(ClientGroup::devices).sum()).isEqualTo(100);
  }

  @Test
  void sitesLieAroundTheirCentreAtTheScaleAsked() {
    List<Position> sites =
        positions(new RegionFamily(4_000, 1, 20, 1).around(AppSketch.AR.problem(), 3));
    Position middle =
        new Position(
            sites.stream().mapToDouble(Position::latitude).average().orElseThrow(),
            sites.stream().mapToDouble(Position::longitude).average().orElseThrow());

    double meanSquare =
        sites.stream()
            .mapToDouble(each -> each.kilometresTo(middle, Position.Geometry.SPHERE))
            .map(km -> km * km)
            .average()
            .orElseThrow();

    // North and east each by a deviation of 0.15 to 0.35 sides.
    assertThat(Math.sqrt(meanSquare / 2)).isBetween(0.15 * 20 * 0.95, 0.35 * 20 * 1.05);
    double northOnly =
        sites.stream()
            .map(each -> new Position(each.latitude(), middle.longitude()))
            .mapToDouble(each -> each.kilometresTo(middle, Position.Geometry.SPHERE))
            .map(km -> km * km)
            .average()
            .orElseThrow();
    assertThat(northOnly / meanSquare).isCloseTo(0.5, within(0.05));
  }

  @ParameterizedTest
  @EnumSource(AppSketch.class)
  void whatComesWithTheLibraryIsWhatTheFilesSay(AppSketch app) throws IOException {
    assertThat(app.problem()).isEqualTo(ProblemFiles.read(Path.of("apps", app.label() + ".yaml")));
    assertThat(AppSketch.labelled(app.label())).contains(app);
    assertThat(positions(app.inMelbourne())).hasSize(125);
  }

  @Test
  void melbourneWithTheArAppIsTheShippedProblem() throws IOException {
    assertThat(AppSketch.AR.inMelbourne())
        .isEqualTo(ProblemFiles.read(Path.of("melbourne-ar.yaml")));
  }

  @Test
  void numbersOutOfRangeAreTold() {
    assertThatThrownBy(() -> new RegionFamily(1, 1, 1, 1)).hasMessageContaining("sites (1)");
    assertThatThrownBy(() -> new RegionFamily(2, 0, 1, 1)).hasMessageContaining("users (0)");
    assertThatThrownBy(() -> new RegionFamily(2, 1, Double.NaN, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new RegionFamily(2, 1, 1, 0)).hasMessageContaining("centres (0)");
  }

  private static List<Position> positions(PlacementProblem problem) {
    return problem.topology().nodes().stream()
        .filter(node -> node.tier() == Tier.EDGE)
        .map(node -> node.position().orElseThrow())
        .toList();
  }
}
