package dev.continuum.model.topology;

/**
 * The three tiers of the continuum. Nodes are edge or cloud; what runs on a device is local to it.
 */
public enum Tier {
  /** A client's own device; never the tier of a node. */
  DEVICE,
  /** A site near the clients. */
  EDGE,
  /** A region of a cloud. */
  CLOUD
}
