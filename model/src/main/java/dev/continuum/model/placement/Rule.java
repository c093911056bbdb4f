package dev.continuum.model.placement;

import dev.continuum.model.id.FunctionId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** A rule on several functions or zones at once (rule 7 of the model). */
public sealed interface Rule {

  /**
   * At least one warm instance in each of so many failure domains. Devices do not count.
   *
   * @param function whose instances
   * @param zones r, in how many zones at least
   */
  record Spread(FunctionId function, int zones) implements Rule {}

  /**
   * On every route, the calls that these functions serve share one place (a node, or the device).
   *
   * @param functions which
   */
  record Gather(SortedSet<FunctionId> functions) implements Rule {
    /** Copies the set. */
    public Gather {
      functions = Collections.unmodifiableSortedSet(new TreeSet<>(functions));
    }
  }

  /**
   * No node keeps warm instances of both; where both are sizes of one function, none has the
   * artifacts of both, so that a node has one size whether it keeps instances or not.
   *
   * @param one a function
   * @param other another
   */
  record Apart(FunctionId one, FunctionId other) implements Rule {}
}
