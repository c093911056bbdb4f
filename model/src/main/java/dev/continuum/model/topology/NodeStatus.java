package dev.continuum.model.topology;

/** What a node may be used for now. */
public enum NodeStatus {
  /** Takes work. */
  UP,
  /** Keeps what the current placement has there, takes nothing new. */
  CORDONED,
  /** Serves nothing. */
  DOWN
}
