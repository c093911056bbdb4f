package dev.continuum.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.placement.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CheckListTest {

  private static final RuleKind[] KINDS = RuleKind.values();
  private static final RuleCheck.Unit[] UNITS = RuleCheck.Unit.values();

  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void aListHoldsWhatWasWrittenWhateverTheOrderOfGroups() {
    List<RuleCheck> written = new ArrayList<>();
    CheckList.Writer writer = new CheckList.Writer();
    for (int i = 0; i < 2000; i++) {
      RuleCheck check = check(new GroupId("g" + random.nextInt(i / 100 + 1)));
      written.add(check);
      writer.add(check);
    }

    assertThat(writer.list()).isEqualTo(written).hasSameHashCodeAs(written);
    assertThat(writer.list().broken())
        .isEqualTo(written.stream().filter(RuleCheck::broken).toList());
  }

  @Test
  void aListOfNothingIsEmpty() {
    assertThat(new CheckList.Writer().list()).isEmpty();
  }

  private RuleCheck check(GroupId group) {
    double[] numbers = {0, -0.0, 1, random.nextDouble(), Double.POSITIVE_INFINITY};
    return new RuleCheck(
        KINDS[random.nextInt(KINDS.length)],
        subject(group),
        numbers[random.nextInt(numbers.length)],
        numbers[random.nextInt(numbers.length)],
        UNITS[random.nextInt(UNITS.length)],
        random.nextInt(10) == 0 ? random.nextInt(1, 100) : 0);
  }

  private Subject subject(GroupId group) {
    NodeId node = new NodeId("n" + random.nextInt(3));
    CallPlacement call = new CallPlacement(new CallId("c"), new FunctionId("f"), Place.on(node));
    return switch (random.nextInt(6)) {
      case 0 -> new Subject.OfGroup(group);
      case 1 -> new Subject.OfCall(group, call);
      case 2 -> new Subject.OfTransfer(group, Place.local(), Place.on(node));
      case 3 -> new Subject.OfRoute(group, List.of(call));
      case 4 -> new Subject.OfNode(node);
      default -> new Subject.OfPlacement();
    };
  }
}
