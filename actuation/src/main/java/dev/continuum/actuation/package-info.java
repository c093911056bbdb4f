/**
 * The platform-neutral way from a plan to steps on platforms, and from calls to platforms. Knows no
 * platform.
 *
 * <p>Who calls whom: {@link dev.continuum.actuation.Deployments} makes a {@link
 * dev.continuum.actuation.Plan} of a placement. {@link dev.continuum.actuation.Applier} takes the
 * {@link dev.continuum.actuation.Lease}, asks each {@link dev.continuum.actuation.Platform} what is
 * there ({@code observe}) and what must change ({@code difference}), writes each {@link
 * dev.continuum.actuation.Step} to the {@link dev.continuum.actuation.Journal} before and after the
 * platform performs it, phase by phase, and looks again until nothing is left to do. {@link
 * dev.continuum.actuation.Router} sends a client's call to the {@link
 * dev.continuum.actuation.Caller} of its node and records what happened as telemetry.
 */
@NullMarked
package dev.continuum.actuation;

import org.jspecify.annotations.NullMarked;
