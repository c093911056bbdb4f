package dev.continuum.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.actuation.Sleeper;
import dev.continuum.actuation.conformance.ConformanceReport;
import dev.continuum.lambda.conformance.ConformanceOptions;
import dev.continuum.lambda.conformance.ConformanceSuite;
import dev.continuum.lambda.host.LocalLambda;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local host behaves as the adapter takes Lambda to behave. */
class ConformanceIT {

  @TempDir private Path directory;

  @Test
  void theLocalHostConforms() throws IOException {
    try (LocalLambda host = LocalLambda.start(Region.options(directory), InstantSource.system())) {
      ConformanceReport report =
          new ConformanceSuite(
                  Region.endpoint(host),
                  ConformanceOptions.of(Region.ROLE),
                  InstantSource.system(),
                  Sleeper.THREAD)
              .run("conformance", result -> {});
      assertThat(report.results())
          .filteredOn(each -> each.must() || each.verdict() != ConformanceReport.Verdict.SKIPPED)
          .allMatch(each -> each.verdict() == ConformanceReport.Verdict.PASSED);
      assertThat(report.results())
          .filteredOn(each -> each.verdict() == ConformanceReport.Verdict.PASSED)
          .hasSizeGreaterThanOrEqualTo(report.results().size() - 1);
      assertThat(report.results()).hasSizeGreaterThanOrEqualTo(60);
    }
  }
}
