package dev.continuum.simulator;

import dev.continuum.model.id.AppId;
import dev.continuum.model.placement.Acquisition;
import java.time.Duration;

/** Follows a run. Called on the thread that runs it. */
public interface SimulationListener {

  /** Listens to nothing. */
  SimulationListener NONE = new SimulationListener() {};

  /** Every some hundred thousand events. */
  default void progress(Duration at, long events) {}

  /** A row of the time series of an application. */
  default void sample(AppSample sample) {}

  /** A row of the time series of a function on a node. */
  default void sample(FunctionSample sample) {}

  /**
   * What happened to an application since the row before.
   *
   * @param at end of the row
   * @param app which
   * @param completed requests answered
   * @param meanMillis their mean latency, ms; 0 of none
   * @param p95Millis their 95th percentile, ms; 0 of none
   * @param cold of them, those with a cold start
   * @param failed requests given up
   */
  record AppSample(
      Duration at,
      AppId app,
      long completed,
      double meanMillis,
      double p95Millis,
      long cold,
      long failed) {}

  /**
   * How a function on a node stands.
   *
   * @param at when
   * @param pair which
   * @param busy instances that hold a call
   * @param idle instances that wait for one
   * @param starting instances that start
   * @param planned instances that are to be kept
   * @param waiting calls that wait, on the whole node
   */
  record FunctionSample(
      Duration at,
      Acquisition pair,
      int busy,
      int idle,
      int starting,
      long planned,
      int waiting) {}
}
