/**
 * The load tool of the service: {@code bench service}. Servers run in processes of their own, loads
 * are open loops whose latency counts from the intended start, and ratios are to a bare grpc-java
 * echo measured in the same run.
 */
@NullMarked
package dev.continuum.benchmarks.service;

import org.jspecify.annotations.NullMarked;
