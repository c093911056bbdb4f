package dev.continuum.lambda;

import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Digests;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;

/** Names of our functions: one per function and node; its specs are its versions. */
final class FunctionName {

  private static final int MOST = 64;
  private static final int HASH = 8;

  private FunctionName() {}

  static String prefix(String owner) {
    return "continuum-" + owner + "-";
  }

  static String of(String owner, Deployment deployment) {
    return of(owner, deployment.function(), deployment.node());
  }

  /** {@code continuum-OWNER-NODE-FUNCTION}; the tags carry the ids as they are. */
  static String of(String owner, FunctionId function, NodeId node) {
    String ids = node.value() + "-" + function.value();
    String plain = ids.replaceAll("[^A-Za-z0-9_-]", "_");
    int room = MOST - prefix(owner).length();
    if (plain.equals(ids) && plain.length() <= room) {
      return prefix(owner) + plain;
    }
    String hash = Digests.of(node.value(), function.value()).substring(0, HASH);
    String start = plain.substring(0, Math.min(plain.length(), room - HASH - 1));
    return prefix(owner) + start + "-" + hash;
  }
}
