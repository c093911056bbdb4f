/**
 * Where logs are kept. One interface, {@link dev.continuum.service.store.Store}, with the same
 * contract on SQLite, on PostgreSQL and in the simulation; nothing here knows what the entries
 * mean.
 */
@NullMarked
package dev.continuum.service.store;

import org.jspecify.annotations.NullMarked;
