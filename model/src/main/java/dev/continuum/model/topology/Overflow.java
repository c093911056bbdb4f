package dev.continuum.model.topology;

/** What a call meets when every warm instance of its function is busy. */
public enum Overflow {
  /** It waits for one. */
  QUEUE,
  /** A new instance starts for it (OpenWhisk with memory to spare, Lambda). */
  COLD_START
}
