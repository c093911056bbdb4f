/**
 * The functions of the AR application on OpenCV and their entry points. Depends on nothing of the
 * rest of Continuum, so that an artifact holds only what runs.
 *
 * <p>Who calls whom: {@code ActionServer} (OpenWhisk), {@code LambdaEntry} (Lambda) and callers in
 * the same process hand a request to {@link dev.continuum.functions.ArFunctions}, wrapped by {@link
 * dev.continuum.functions.ManagedFunction}, which adds holding and the instance's identity; {@code
 * FeatureExtraction} and {@code FeatureMatching} do the work.
 */
@NullMarked
package dev.continuum.functions;

import org.jspecify.annotations.NullMarked;
