package dev.continuum.benchmarks.simulator;

/**
 * What a simulator did in how much processor time of the one thread that ran it.
 *
 * @param requests requests answered
 * @param events events handled
 * @param cpuSeconds of the thread
 * @param meanMillis mean latency of a request, to see that the same was simulated
 * @param coldShare of the requests, those with a cold start
 */
record Measured(
    long requests, long events, double cpuSeconds, double meanMillis, double coldShare) {

  double eventsPerSecond() {
    return events / cpuSeconds;
  }

  double requestsPerSecond() {
    return requests / cpuSeconds;
  }
}
