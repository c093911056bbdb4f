package dev.continuum.model.evaluation;

import dev.continuum.model.id.AppId;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How an application fares. Percentiles and estimates are empty where no device is served,
 * estimates also where a queue grows without end.
 *
 * @param app which
 * @param served devices served
 * @param unserved devices left out
 * @param late devices whose T_p is above the deadline
 * @param deadlineMicros the deadline, if any
 * @param worstMicros highest T_p of a route, µs
 * @param meanMicros T_p by request rate, µs
 * @param worstEstimateMicros highest estimate of a route, µs
 * @param meanEstimateMicros estimate by request rate, µs
 */
public record AppEvaluation(
    AppId app,
    double served,
    double unserved,
    double late,
    OptionalLong deadlineMicros,
    OptionalLong worstMicros,
    OptionalDouble meanMicros,
    OptionalLong worstEstimateMicros,
    OptionalDouble meanEstimateMicros) {}
