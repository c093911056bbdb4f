package dev.continuum.model.evaluation;

import dev.continuum.model.id.GroupId;
import dev.continuum.model.placement.CallPlacement;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a route is worth to each device that follows it.
 *
 * @param group whose route
 * @param devices how many devices follow it
 * @param calls the route, sorted by call
 * @param coefficientMicros cost of one device, micro-units per hour, without the constant
 * @param transferMicros all its transfers together
 * @param waitMicros all its wait budgets and counted cold starts together
 * @param serviceMicros all its mean service times together
 * @param percentileMicros T_p, µs, with every wait at its budget; {@link #UNBOUNDED_MICROS} where
 *     there is no such quantile
 * @param estimateMicros the p-quantile with the wait law at the actual load; empty where a queue
 *     grows without end
 * @param deadlineMicros the deadline, if any
 * @param late whether T_p is above it
 * @param criticalPath what takes longest
 * @param deviceWatts power of one device, W; 0 without a class of device
 * @param lifetimeSeconds how long its battery lasts, if it has one that is used
 */
public record RouteEvaluation(
    GroupId group,
    double devices,
    List<CallPlacement> calls,
    long coefficientMicros,
    long transferMicros,
    long waitMicros,
    long serviceMicros,
    long percentileMicros,
    OptionalLong estimateMicros,
    OptionalLong deadlineMicros,
    boolean late,
    CriticalPath criticalPath,
    double deviceWatts,
    OptionalDouble lifetimeSeconds) {

  /** Three years: latencies from here on are not told apart. */
  public static final long UNBOUNDED_MICROS = RouteLatency.UNBOUNDED_MICROS;

  /** Copies the list. */
  public RouteEvaluation {
    calls = List.copyOf(calls);
  }
}
