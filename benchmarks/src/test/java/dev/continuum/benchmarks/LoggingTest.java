package dev.continuum.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.spi.SLF4JServiceProvider;

class LoggingTest {

  @Test
  void oneProviderTakesWhatIsLoggedSoThatNoWarningComesBeforeFigures() {
    assertThat(ServiceLoader.load(SLF4JServiceProvider.class).stream().toList()).hasSize(1);
  }
}
