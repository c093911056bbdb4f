package dev.continuum.benchmarks;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/**
 * The version that the build wrote into the manifest of the jar; outside of a jar it is unknown.
 */
final class JarVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "continuum "
          + Optional.ofNullable(JarVersion.class.getPackage().getImplementationVersion())
              .orElse("unknown")
    };
  }
}
