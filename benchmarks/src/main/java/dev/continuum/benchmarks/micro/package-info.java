/** Speed of single operations, by JMH. */
@NullMarked
package dev.continuum.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
