package dev.continuum.actuation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Memory;

/**
 * An object of ours that was found on a platform.
 *
 * @param function the function it runs
 * @param node where
 * @param object its name there
 * @param specHash the spec hash it was annotated with
 * @param version the platform's own version of it
 * @param memory memory of an instance
 * @param warm warm instances, as far as known without disturbing them
 * @param serving whether calls are sent to it
 * @param drift what differs from what we once wrote, for people; empty if nothing
 */
public record Managed(
    FunctionId function,
    NodeId node,
    String object,
    String specHash,
    String version,
    Memory memory,
    int warm,
    boolean serving,
    String drift) {}
