/**
 * Apache OpenWhisk as a platform of the model: observe, apply, keep warm. Never sees the service.
 *
 * <p>Who calls whom: {@link dev.continuum.openwhisk.WhiskPlatform} is the platform of the actuation
 * core; {@code Difference} compares, {@code ActionWriter} puts and deletes actions, {@code WarmUp}
 * grows instances by held calls, {@link dev.continuum.openwhisk.WarmKeeper} keeps them alive and
 * lets surplus expire, {@code WhiskCaller} carries clients' calls. {@code Ledger} remembers between
 * processes which action serves and what was warmed.
 */
@NullMarked
package dev.continuum.openwhisk;

import org.jspecify.annotations.NullMarked;
