package dev.continuum.actuation.host;

/** What the instances of a local host run in. */
public enum Runner {
  /** Containers where a Docker engine answers, else processes. */
  AUTO,
  /** Processes of this machine, always. */
  PROCESS,
  /** Containers, or the host does not start. */
  DOCKER
}
