package dev.continuum.model.placement;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.util.Comparator;

/**
 * The artifact of a function is present on a node (y[f,n] = 1 of the model).
 *
 * @param function the function
 * @param node the node
 */
public record Acquisition(FunctionId function, NodeId node) implements Comparable<Acquisition> {

  private static final Comparator<Acquisition> ORDER =
      Comparator.comparing(Acquisition::function).thenComparing(Acquisition::node);

  @Override
  public int compareTo(Acquisition other) {
    return ORDER.compare(this, other);
  }
}
