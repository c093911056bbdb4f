package dev.continuum.lambda;

import dev.continuum.actuation.Managed;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an observed version, or {@code $LATEST} for the function as a whole, tells besides.
 *
 * @param managed it
 */
record Facts(Managed managed) {

  static final String LATEST = "$LATEST";

  /** Digest of the code. */
  static final String CODE = "code";

  /** Requested provisioned concurrency: of the version; with $LATEST, of our alias. */
  static final String PROVISIONED = "provisioned";

  /** Its status. */
  static final String STATUS = "status";

  /** Bounds of a scalable target: on the version; with $LATEST, on our alias. */
  static final String SCALED = "scaled";

  /** An alias that means this version. */
  static final String NAMED = "named";

  /** With $LATEST: the version our alias means. */
  static final String ALIAS = "alias";

  /** With $LATEST: routing weights of our alias. */
  static final String WEIGHTS = "weights";

  /** With $LATEST: reserved concurrency of the function. */
  static final String RESERVED = "reserved";

  boolean isLatest() {
    return managed.version().equals(LATEST);
  }

  /** Name of the function. */
  String name() {
    int colon = managed.object().indexOf(':');
    return colon < 0 ? managed.object() : managed.object().substring(0, colon);
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(managed.facts().get(key));
  }

  int provisioned() {
    return text(PROVISIONED).map(Integer::parseInt).orElse(0);
  }

  OptionalInt reserved() {
    return text(RESERVED).map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /** What it takes of the account: reserved counts once for the function, else each count. */
  long held(List<Managed> all) {
    OptionalInt reserved = reserved();
    if (reserved.isPresent()) {
      return reserved.getAsInt();
    }
    boolean covered =
        all.stream()
            .map(Facts::new)
            .anyMatch(
                each ->
                    each.isLatest() && each.name().equals(name()) && each.reserved().isPresent());
    return covered ? 0 : provisioned();
  }
}
