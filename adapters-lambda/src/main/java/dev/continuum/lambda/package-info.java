/**
 * AWS Lambda as a platform of the model: versions, aliases, provisioned concurrency. Never sees
 * the service.
 */
@NullMarked
package dev.continuum.lambda;

import org.jspecify.annotations.NullMarked;
