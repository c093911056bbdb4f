package dev.continuum.lambda;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.util.OptionalDouble;

/**
 * What CloudWatch counted of a function on a node in a while.
 *
 * @param function which function
 * @param node where
 * @param invocations calls that ran
 * @param errors of them those that failed
 * @param throttles calls refused with 429
 * @param provisioned calls on provisioned environments
 * @param spillOver calls that found them all busy and ran on demand
 * @param mostUtilisation highest share of provisioned environments busy; empty where none was used
 */
public record FunctionMetrics(
    FunctionId function,
    NodeId node,
    double invocations,
    double errors,
    double throttles,
    double provisioned,
    double spillOver,
    OptionalDouble mostUtilisation) {}
