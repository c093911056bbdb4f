package dev.continuum.actuation;

import dev.continuum.model.id.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/**
 * One domain: an endpoint of a platform that runs functions for one or more nodes. The only thing
 * an adapter implements, with {@link Caller}. Thread-safe.
 *
 * <p>Every method that reaches the platform throws {@link ActuationException} when that fails for
 * good; passing faults (conflicts, throttles) are retried inside, within bounds.
 */
public interface Platform extends AutoCloseable {

  /** Its kind as targets files name it: {@code openwhisk}, {@code lambda}. */
  String kind();

  /** The nodes it serves. */
  SortedSet<NodeId> nodes();

  /**
   * Looks at the platform: objects that carry the owner's annotation, and limits. Disturbs no
   * instance and changes nothing.
   */
  Observation observe(String owner);

  /**
   * What keeps the plan (the part for this platform's nodes) from being applied; empty if nothing.
   * Without IO.
   */
  List<Refusal> refusals(Plan plan, Observation observed);

  /**
   * The steps from what is there to what the plan wants, in the order in which they shall run
   * within their phase; empty when there is nothing to do. Without IO and repeatable: the same
   * arguments give the same steps. An object without our annotation is never in a step.
   */
  List<Step> difference(Plan plan, Observation observed);

  /** What people should know of the change besides its steps, say what it costs. Without IO. */
  default List<String> notes(Plan plan, Observation observed) {
    return List.of();
  }

  /**
   * Performs a step of {@link #difference}; idempotent, blocks until it has taken effect or a bound
   * of its own has passed.
   *
   * @param plan the plan the step belongs to, for code, memory and parameters
   * @return one line about what happened, for the journal and people: no secrets
   */
  String perform(Step step, Plan plan);

  /**
   * What the platform itself counted of the owner's functions, whoever called them, by the minute;
   * empty where it counts nothing. Platforms count late: a minute may be there later, or be told
   * again with other numbers.
   *
   * @param from whole minutes from here on
   * @param to before this
   */
  default List<PlatformMinute> minutes(String owner, Instant from, Instant to) {
    return List.of();
  }

  /** How calls reach its functions. */
  Caller caller();

  /** Ends connections and background work; instances live on. */
  @Override
  void close();
}
