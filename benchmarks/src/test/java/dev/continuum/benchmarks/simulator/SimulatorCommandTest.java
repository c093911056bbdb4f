package dev.continuum.benchmarks.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.continuum.benchmarks.BenchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SimulatorCommandTest {

  @Test
  void bothSimulatorsAreGivenTheSameWork() {
    Crowd crowd = new Crowd(1000, false);

    Measured ours = EngineRun.measure(crowd, 40_000);
    Measured theirs = CloudSimRun.measure(crowd, 4000);

    // A delay of 10 ms each way, 20 ms of exponential service, hardly a wait on 18 servers.
    assertThat(ours.meanMillis()).isCloseTo(40.1, within(0.5));
    assertThat(theirs.meanMillis()).isCloseTo(ours.meanMillis(), within(2.0));
    assertThat(theirs.requests()).isEqualTo(4000);
  }

  @Test
  void aFullCrowdWaitsForItsLinksAndRadios() {
    Measured seen = EngineRun.measure(new Crowd(2000, true), 20_000);

    // 20 ms of delay, 10 ms to send 30 kB at 25 Mbit/s, 20 ms of service, jitter, radios asleep.
    assertThat(seen.meanMillis()).isBetween(55.0, 120.0);
    assertThat(seen.events()).isGreaterThan(4 * seen.requests());
  }

  @Test
  void tablesNameSizesAndTheRatio() {
    StringWriter out = new StringWriter();
    int exit =
        BenchCommand.commandLine()
            .setOut(new PrintWriter(out))
            .execute(
                "simulator", "--devices", "1000", "--requests", "2e4", "--peer-requests", "200");

    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains("| 1,000 |", "CloudSim Plus 8.5.7", "Continuum over CloudSim Plus: ");
  }
}
