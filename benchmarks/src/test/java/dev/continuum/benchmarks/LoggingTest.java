package dev.continuum.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class LoggingTest {

  @Test
  void oneProviderTakesWhatIsLoggedSoThatNoWarningComesBeforeFigures() throws IOException {
    String providers = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";
    assertThat(Collections.list(LoggingTest.class.getClassLoader().getResources(providers)))
        .hasSize(1);
  }
}
