package dev.continuum.model.workload;

/** Whether devices of an application may be left unserved. */
public enum Admission {
  /** They may, as a last resort: unserved devices weigh more than late ones and any cost. */
  BEST_EFFORT,
  /** They may not. */
  ALL
}
