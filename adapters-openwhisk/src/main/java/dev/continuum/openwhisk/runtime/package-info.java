/**
 * What runs inside an instance of the local host: small servers of the action protocol that load
 * the code of an action.
 */
@NullMarked
package dev.continuum.openwhisk.runtime;

import org.jspecify.annotations.NullMarked;
