/**
 * The functions of the AR application on OpenCV and their entry points. Depends on nothing of the
 * rest of Continuum, so that an artifact holds only what runs.
 */
@NullMarked
package dev.continuum.functions;

import org.jspecify.annotations.NullMarked;
