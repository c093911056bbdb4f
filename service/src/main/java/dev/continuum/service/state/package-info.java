/** What a continuum is: the fold of its log. Pure: no clock, no store, no threads. */
@NullMarked
package dev.continuum.service.state;

import org.jspecify.annotations.NullMarked;
