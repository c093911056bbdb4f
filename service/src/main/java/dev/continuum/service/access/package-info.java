/** Who may do what, and how much: tenants, keys, roles and quotas. */
@NullMarked
package dev.continuum.service.access;

import org.jspecify.annotations.NullMarked;
