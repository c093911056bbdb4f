package dev.continuum.simulator.engine;

import dev.continuum.simulator.random.Law;

/**
 * What does not change of a function on a node.
 *
 * @param seed key of its own draws
 * @param slots calls one instance serves at once
 * @param memory of one instance, bytes
 * @param millicores a call takes
 * @param startMillicores a start takes
 * @param service service time
 * @param start cold start
 * @param unpauseNanos from paused to running
 * @param downloadNanos from the repository
 * @param installNanos from downloaded to startable
 * @param runtime kind, for stem cells
 * @param most instances the node allows of this function
 * @param sized whether its load asks for instances at all
 * @param waitBudgetNanos τ
 */
record PoolTraits(
    long seed,
    int slots,
    long memory,
    double millicores,
    double startMillicores,
    Law service,
    Law start,
    long unpauseNanos,
    long downloadNanos,
    long installNanos,
    String runtime,
    long most,
    boolean sized,
    long waitBudgetNanos) {}
