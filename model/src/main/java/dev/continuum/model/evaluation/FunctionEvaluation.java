package dev.continuum.model.evaluation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.util.OptionalDouble;

/**
 * A function on a node.
 *
 * @param function which function
 * @param node which node
 * @param acquired whether its artifact is present
 * @param ratePerSecond Λ, requests per second
 * @param offeredErlang Λ·S, calls in service on average
 * @param requiredInstances what load, floor and the rate of one instance ask for
 * @param warmInstances what is kept
 * @param busyShare share of slots in use, at most 1; empty where nothing is warm
 * @param overflowProbability share of calls that find all slots busy, or that wait longer than the
 *     budget on a node that queues, at the actual load; empty where nothing is warm
 */
public record FunctionEvaluation(
    FunctionId function,
    NodeId node,
    boolean acquired,
    double ratePerSecond,
    double offeredErlang,
    long requiredInstances,
    long warmInstances,
    OptionalDouble busyShare,
    OptionalDouble overflowProbability) {}
