package dev.continuum.datasets.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.workload.Admission;
import dev.continuum.model.workload.Splitting;
import org.junit.jupiter.api.Test;

class LocationImportTest {

  /** Two warehouses of 10 and 12; demands 8, 6, 5; rows broken and points at the end on purpose. */
  private static final String CAP =
      """
       2 3
       10 100.
       12 40.5
       8
       10.00000 32.00000
       6 18.0
       12
       5 15 5.25
      """;

  @Test
  void divisibleCustomersSplitOverWarehouses() {
    PlacementProblem problem = OrLibraryCap.of(Splitting.DIVISIBLE).parse("tiny.txt", CAP);

    // Both open: 22 of capacity for 19. All of 8 at the first; 6 and 5 at the second.
    assertThat(GridOptimum.of(problem)).hasValueCloseTo(100 + 40.5 + 10 + 12 + 5.25, within(1e-9));
    assertThat(problem.name()).isEqualTo("tiny");
    assertThat(problem.apps().getFirst().admission()).isEqualTo(Admission.ALL);
    assertThat(problem.weights()).isEqualTo(new ObjectiveWeights(0, 0, 0, 1));
  }

  @Test
  void splittingIsCheaperWhereItIsAllowed() {
    // Demand 10 each, capacities 15 and 5: only a split fits, and whole customers do not.
    String text = "2 2  15 0  5 0  10 1 9  10 2 8";

    assertThat(GridOptimum.of(OrLibraryCap.of(Splitting.DIVISIBLE).parse("x", text)))
        .hasValueCloseTo(1 + 0.5 * 2 + 0.5 * 8, within(1e-9));
    assertThat(GridOptimum.of(OrLibraryCap.of(Splitting.WHOLE).parse("x", text))).isEmpty();
  }

  @Test
  void theWordCapacityTakesTheUsersNumber() {
    String text = "1 1 capacity 7 5 3";

    PlacementProblem problem =
        OrLibraryCap.of(Splitting.WHOLE).withCapacity(5).parse("capa.txt", text);

    assertThat(GridOptimum.of(problem)).hasValueCloseTo(10.0, within(1e-9));
    ImportFaults.of(() -> OrLibraryCap.of(Splitting.WHOLE).parse("capa.txt", text))
        .hasCode("import.capacity-open")
        .hasPath("capa.txt:1");
  }

  @Test
  void customersWithoutDemandPushOutNobody() {
    String text = "1 3  8 1  8 5  0 2  0 3";

    assertThat(GridOptimum.of(OrLibraryCap.of(Splitting.WHOLE).parse("x", text)))
        .hasValueCloseTo(1 + 5 + 2 + 3.0, within(1e-9));
  }

  @Test
  void digitsBeyondMicroUnitsAreKeptByScaling() {
    String text = "2 1  1 0.00000001  1 0.00000003  1 0.12345678 0.12345677";

    PlacementProblem problem = OrLibraryCap.of(Splitting.WHOLE).parse("x", text);

    assertThat(problem.instanceUnit().orElseThrow().perCostUnit()).isEqualTo(0.01);
    assertThat(GridOptimum.of(problem)).hasValueCloseTo(0.12345679, within(1e-15));
  }

  @Test
  void hugeCostsAreScaledDownInsteadOfSaturating() {
    String text = "1 1  1 4000000000  1 2500000000000.5";

    PlacementProblem problem = OrLibraryCap.of(Splitting.WHOLE).parse("x", text);

    assertThat(GridOptimum.of(problem)).hasValueCloseTo(2504000000000.5, within(1e-3));
  }

  @Test
  void singleSourceRowsAreCustomers() {
    // m n; capacities; opening costs; demands; then customer by customer.
    String text = "2 3\n10 9\n5 7\n6 4 8\n1 20\n2 3\n30 4\n";

    PlacementProblem problem = SingleSourceLocation.parse("p0", text);

    assertThat(GridOptimum.of(problem)).hasValueCloseTo(5 + 7 + 1 + 2 + 4.0, within(1e-9));
    assertThat(problem.groups()).allMatch(group -> group.splitting() == Splitting.WHOLE);
  }

  @Test
  void faultsNameTheLineAndWhatWasExpected() {
    ImportFaults.of(
            () -> OrLibraryCap.of(Splitting.WHOLE).parse("bad.txt", CAP.replace("18.0", "1x")))
        .hasCode("import.number")
        .hasPath("bad.txt:6")
        .hasMessage("cost of customer 2 at warehouse 1 of 2")
        .hasMessage("\"1x\"");
    ImportFaults.of(
            () -> OrLibraryCap.of(Splitting.WHOLE).parse("bad.txt", CAP.replace("40.5", "-1")))
        .hasCode("import.number")
        .hasPath("bad.txt:3")
        .hasMessage("opening cost of warehouse 2");
    ImportFaults.of(() -> OrLibraryCap.of(Splitting.WHOLE).parse("bad.txt", CAP + " 3"))
        .hasCode("import.trailing")
        .hasPath("bad.txt:9");
    ImportFaults.of(() -> SingleSourceLocation.parse("bad.txt", "2 2 1 1 1 1 1 1 1 1 1"))
        .hasCode("import.end-of-file")
        .hasMessage("cost of customer 2 at facility 2 of 2");
    ImportFaults.of(() -> SingleSourceLocation.parse("bad.txt", ""))
        .hasCode("import.end-of-file")
        .hasMessage("number of facilities");
    ImportFaults.of(() -> SingleSourceLocation.parse("bad.txt", "2.5 2")).hasCode("import.number");
  }

  @Test
  void sizesTheFileCannotHoldAreRefusedBeforeRoomIsMade() {
    ImportFaults.of(() -> SingleSourceLocation.parse("bad.txt", "20000 2000000 1 1"))
        .hasCode("import.too-large");
    ImportFaults.of(() -> SingleSourceLocation.parse("bad.txt", "3000 3000 1 1"))
        .hasCode("import.end-of-file");
    ImportFaults.of(() -> SingleSourceLocation.parse("bad.txt", "1 1 1e999999999 1 1 1"))
        .hasCode("import.number");
    ImportFaults.of(() -> SingleSourceLocation.parse("bad.txt", "1 1 1e-999999999 1 1 1"))
        .hasCode("import.number");
  }
}
