package dev.continuum.lambda.host;

import java.time.Instant;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** A function with its versions and aliases. Guarded by the registry's lock. */
final class FunctionEntity {

  static final String LATEST = "$LATEST";

  final String name;
  final String arn;
  final SortedMap<String, String> tags = new TreeMap<>();
  final SortedMap<Integer, Version> versions = new TreeMap<>();
  final SortedMap<String, Alias> aliases = new TreeMap<>();
  Version latest;
  int lastNumber;
  OptionalInt reserved = OptionalInt.empty();

  FunctionEntity(String name, String arn, Version latest) {
    this.name = name;
    this.arn = arn;
    this.latest = latest;
  }

  /**
   * $LATEST or a published version.
   *
   * @param number its name
   * @param configuration what it runs
   * @param revision changes with every change
   * @param modified when
   * @param activeAt when it leaves Pending
   * @param updatedAt when its last update ends
   */
  record Version(
      String number,
      Configuration configuration,
      String revision,
      Instant modified,
      Instant activeAt,
      Instant updatedAt) {

    boolean isActive(Instant now) {
      return !now.isBefore(activeAt);
    }

    boolean isUpdated(Instant now) {
      return !now.isBefore(updatedAt);
    }
  }

  /**
   * A name for a version.
   *
   * @param name its name
   * @param version the version it means
   * @param description free text
   * @param weights other versions and their share
   * @param revision changes with every change
   * @param shift the version it meant before, and until when some calls still go there
   */
  record Alias(
      String name,
      String version,
      String description,
      SortedMap<String, Double> weights,
      String revision,
      Shift shift) {

    Alias {
      weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    }

    /** The weights one sees: while calls shift, the version before has half. */
    SortedMap<String, Double> weightsAt(Instant now) {
      if (now.isBefore(shift.until())) {
        SortedMap<String, Double> both = new TreeMap<>(weights);
        both.put(shift.from(), 0.5);
        return both;
      }
      return weights;
    }
  }

  /**
   * Calls on their way from one version to another.
   *
   * @param from the version before
   * @param until when none goes there any more
   */
  record Shift(String from, Instant until) {
    static final Shift NONE = new Shift("", Instant.MIN);
  }
}
