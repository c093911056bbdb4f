/**
 * Apache OpenWhisk as a platform of the model: observe, apply, keep warm. Never sees the service.
 */
@NullMarked
package dev.continuum.openwhisk;

import org.jspecify.annotations.NullMarked;
