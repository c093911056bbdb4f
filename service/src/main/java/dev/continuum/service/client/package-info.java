/** A client for Java programs: tokens, leaders, watches that come back. */
@NullMarked
package dev.continuum.service.client;

import org.jspecify.annotations.NullMarked;
