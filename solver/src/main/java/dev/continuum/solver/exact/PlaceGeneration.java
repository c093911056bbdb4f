package dev.continuum.solver.exact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Finds the places that a linear program misses. It is written down over some places of each block;
 * at its prices all others are looked at, and where some would pay, the best of them are added and
 * the program is solved again, until none would or little can be gained (column generation: M. E.
 * Lübbecke, J. Desrosiers, Selected topics in column generation, 2005, DOI 10.1287/opre.1050.0234).
 * Then its prices are nearly those of the program over all places that it may have.
 *
 * <p>Not thread-safe.
 */
final class PlaceGeneration {

  private static final int MOST_ROUNDS = 10;

  /** Places of a block that are added at once. */
  private static final int MOST_PLACES = 8;

  /** The share of the cost that is little. */
  private static final double LITTLE = 1e-4;

  private final ConfigurationDive dive;

  /** Which places the program may have. */
  private final Predicate<GroupBlocks.Choice> told;

  /** A place that is missing, and what it would gain with all devices there, micro-units. */
  private record Found(GroupBlocks of, GroupBlocks.Choice choice, double gain) {}

  /** For a program that has been solved. */
  PlaceGeneration(ConfigurationDive dive) {
    this(dive, choice -> true);
  }

  /** For a program over some places alone. */
  PlaceGeneration(ConfigurationDive dive, Predicate<GroupBlocks.Choice> told) {
    this.dive = dive;
    this.told = told;
  }

  /** Adds places and solves; returns whether there is a solution at the end. */
  boolean run(BooleanSupplier stop) {
    for (int round = 0; round < MOST_ROUNDS && !stop.getAsBoolean(); round++) {
      List<List<Found>> found = missing(stop);
      double gain = found.stream().mapToDouble(of -> of.getFirst().gain).sum();
      if (gain <= LITTLE * dive.micros()) {
        return true;
      }
      found.forEach(of -> of.forEach(each -> dive.add(each.of, each.choice)));
      if (!dive.solveAgain(stop) && !dive.solve(stop)) {
        return false;
      }
    }
    return true;
  }

  /** For each block with any the places that would gain most, the best first. */
  private List<List<Found>> missing(BooleanSupplier stop) {
    Reduced reduced = new Reduced(dive.duals());
    List<List<Found>> found = new ArrayList<>();
    for (GroupBlocks of : dive.of().groups) {
      if (stop.getAsBoolean()) {
        return List.of();
      }
      for (int block = 0; block < of.row.length; block++) {
        List<Found> here = of.row[block] < 0 ? List.of() : missing(of, block, reduced);
        if (!here.isEmpty()) {
          found.add(here);
        }
      }
    }
    return found;
  }

  private List<Found> missing(GroupBlocks of, int block, Reduced reduced) {
    List<Found> found = new ArrayList<>();
    for (GroupBlocks.Choice choice : of.timely(block, told)) {
      double micros = reduced.micros(dive.of(), of, choice);
      if (micros < 0 && !of.choices.contains(choice)) {
        found.add(new Found(of, choice, -micros * of.count));
      }
    }
    found.sort(Comparator.comparingDouble((Found each) -> -each.gain));
    return found.subList(0, Math.min(MOST_PLACES, found.size()));
  }

  /** Adds up what a variable costs beyond what its rows pay. */
  private static final class Reduced implements RowVisitor {

    private final double[] duals;
    private double sum;

    Reduced(double[] duals) {
      this.duals = duals;
    }

    double micros(ConfigurationModel model, GroupBlocks of, GroupBlocks.Choice choice) {
      sum = choice.micros();
      model.each(of, choice, this);
      return sum;
    }

    @Override
    public void at(int row, long coefficient) {
      sum = row < 0 ? Double.POSITIVE_INFINITY : sum - duals[row] * coefficient;
    }
  }
}
