package dev.continuum.actuation;

import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.time.Duration;
import java.time.Instant;

/**
 * One attempt of one call, as telemetry.
 *
 * @param function what was called
 * @param node where
 * @param at when it was sent
 * @param elapsed until the answer, as the client saw it
 * @param attempt from 1; above 1 it is a fall-back or a hedge
 * @param answer what came of it; its body is empty here
 */
public record CallRecord(
    FunctionId function, NodeId node, Instant at, Duration elapsed, int attempt, Answer answer) {}
