package dev.continuum.actuation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One change on one platform. Idempotent: performing it twice, or once more after it half happened,
 * leads to the same state. Its data alone, with the plan, say what to do; it is written to the
 * journal, so it holds no secret and no code.
 *
 * @param phase when it runs
 * @param node where
 * @param function for which function
 * @param verb what happens, in the platform's own words, say {@code put-action}
 * @param object what it happens to, say an action's name or a version's ARN
 * @param arguments what else the platform needs to know
 * @param reason why, for people
 */
public record Step(
    Phase phase,
    NodeId node,
    FunctionId function,
    String verb,
    String object,
    SortedMap<String, String> arguments,
    String reason) {

  /** Copies the map. */
  public Step {
    arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
  }

  /** Names the step in the journal: the same step has the same id in every run. */
  public String id() {
    return Digests.of(
        phase.name(), node.value(), function.value(), verb, object, arguments.toString());
  }

  /** One line for people. */
  @Override
  public String toString() {
    return node + ": " + verb + " " + object + (arguments.isEmpty() ? "" : " " + arguments);
  }
}
