package dev.continuum.service.api;

import dev.continuum.planner.Loop;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What watchers are told on, and how long that takes.
 *
 * @param threads to tell watchers on
 * @param later for what may wait
 * @param nanoTime a monotonic clock
 * @param told takes the ns that it took to tell all watchers of a continuum
 */
public record WatchThreads(
    Executor threads, Loop later, LongSupplier nanoTime, LongConsumer told) {}
