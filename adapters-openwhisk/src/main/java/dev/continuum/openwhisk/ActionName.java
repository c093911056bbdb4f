package dev.continuum.openwhisk;

import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Digests;

/**
 * Names of our actions. Another spec is another action, so the old one serves until the new is
 * warm.
 */
final class ActionName {

  private static final int MOST = 80;
  private static final int HASH = 8;

  private ActionName() {}

  /** {@code continuum-OWNER-NODE-FUNCTION-HASH}; the annotations carry the ids as they are. */
  static String of(String owner, Deployment deployment) {
    String ids = deployment.node().value() + "-" + deployment.function().value();
    String plain = ids.replaceAll("[^A-Za-z0-9_.-]", "_");
    boolean exact = plain.equals(ids) && plain.length() <= MOST;
    String name =
        exact
            ? plain
            : plain.substring(0, Math.min(MOST, plain.length()))
                + "-"
                + Digests.of(deployment.node().value(), deployment.function().value())
                    .substring(0, HASH);
    return "continuum-" + owner + "-" + name + "-" + deployment.specHash().substring(0, HASH);
  }
}
