/**
 * The REST API of OpenWhisk as a client sees it: connections, retries by class of error, bodies.
 */
@NullMarked
package dev.continuum.openwhisk.rest;

import org.jspecify.annotations.NullMarked;
