package dev.continuum.actuation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * What a platform counted of a function on a node in one minute, whoever called it.
 *
 * @param function which function
 * @param node where
 * @param start of the minute
 * @param calls that ran
 * @param failed of them
 * @param throttled calls refused for a limit, which did not run
 * @param coldStarts of the calls, where the platform tells; else 0
 * @param provisioned calls on instances kept ready, where the platform tells them apart; else 0
 * @param spillOver calls that found all of those busy; else 0
 * @param utilisation highest share of them that was busy; empty where none was used
 */
public record PlatformMinute(
    FunctionId function,
    NodeId node,
    Instant start,
    long calls,
    long failed,
    long throttled,
    long coldStarts,
    long provisioned,
    long spillOver,
    OptionalDouble utilisation) {}
