package dev.continuum.model.validation;

import static dev.continuum.model.validation.Fault.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.model.fixture.Edited;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.Place;
import dev.continuum.model.placement.Placement;
import org.junit.jupiter.api.Test;

class PlacementValidatorTest {

  @Test
  void acceptsAPlacementOfTheProblemAndTheEmptyOne() {
    assertThat(PlacementValidator.validate(BASE, PlacementFaults.VALID)).isEmpty();
    assertThat(PlacementValidator.validate(BASE, Placement.EMPTY)).isEmpty();
  }

  @Test
  void namesPathsFromTheRootOfThePlacementFile() {
    Placement wrong = Edited.with(PlacementFaults.VALID, "routes.0.devices", -1.0);
    wrong = Edited.with(wrong, "routes.0.calls.0.place", Place.on(new NodeId("edg")));

    Placement placement = wrong;
    assertThat(PlacementValidator.validate(BASE, placement))
        .extracting(Issue::path)
        .containsExactly("routes[0].calls[0].node", "routes[0].devices");
    assertThatThrownBy(() -> PlacementValidator.requireValid(BASE, placement))
        .isInstanceOf(InvalidProblemException.class)
        .hasMessageContaining("Maybe you meant (edge).");
  }
}
