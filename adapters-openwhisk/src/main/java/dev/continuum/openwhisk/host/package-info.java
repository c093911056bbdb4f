/**
 * A stand-in for an OpenWhisk server on one machine, for tests and demonstrations: the REST API
 * with its status codes and bodies, throttles, versions, and a pool of instances that are real
 * processes (or containers) spoken to by the real action protocol. It is no OpenWhisk: one invoker,
 * everything in memory, no triggers, rules or sequences.
 *
 * <p>Who calls whom: {@code LocalOpenWhisk} serves HTTP and hands each request to {@code RestApi};
 * that reads and writes {@code Entities} and sends calls through {@code Throttle} to {@code
 * ContainerPool}, which picks or starts an {@code Instance} made by a {@code Launcher}; results go
 * to {@code Activations}.
 */
@NullMarked
package dev.continuum.openwhisk.host;

import org.jspecify.annotations.NullMarked;
