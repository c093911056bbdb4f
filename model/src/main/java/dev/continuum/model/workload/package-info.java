/**
 * What is to be run: functions, applications (DAGs of calls) and the client groups that use them.
 */
@NullMarked
package dev.continuum.model.workload;

import org.jspecify.annotations.NullMarked;
