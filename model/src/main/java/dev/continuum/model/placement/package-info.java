/**
 * What is decided: routes of client groups, warm instances and acquired artifacts, and the rules on
 * them that are not a property of one node, function or application.
 */
@NullMarked
package dev.continuum.model.placement;

import org.jspecify.annotations.NullMarked;
