/**
 * Plans of the service on real platforms. Who calls whom: the leader of a continuum orders from
 * {@code PlatformActuator}, which makes each domain's part of the plan and hands it to that
 * domain's applier.
 */
@org.jspecify.annotations.NullMarked
package dev.continuum.service.apply;
