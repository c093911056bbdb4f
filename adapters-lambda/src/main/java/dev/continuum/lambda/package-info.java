/**
 * AWS Lambda as a platform of the model: observe, apply, call. Never sees the service.
 *
 * <p>Who calls whom: {@link dev.continuum.lambda.LambdaPlatform} is the platform of the actuation
 * core; {@code Observer} looks, {@code Difference} compares, {@code FunctionWriter} makes functions
 * and versions, {@code Provisioner} gives versions their warm instances, {@code LambdaCaller}
 * carries clients' calls. All of them reach AWS through {@code LambdaCalls}, which retries by class
 * of error and counts attempts, and {@code Faults}, which says what an error means.
 */
@NullMarked
package dev.continuum.lambda;

import org.jspecify.annotations.NullMarked;
