package dev.continuum.cli;

import dev.continuum.actuation.Applier;
import dev.continuum.actuation.Platform;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.planner.Actuator;
import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.apply.PlatformActuator;
import dev.continuum.service.apply.PlatformTelemetry;
import dev.continuum.service.server.ContinuumServer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What the service hands plans to: the platforms of a targets file, kept warm meanwhile; or,
 * without one, nobody.
 *
 * @param actuator takes the plans
 * @param observed whom to ask what platforms counted
 * @param parts what to close, in this order
 */
record TargetActuator(Actuator actuator, Observed observed, List<AutoCloseable> parts)
    implements AutoCloseable {

  /**
   * Platforms that count.
   *
   * @param platforms of the targets
   * @param owner of whose functions
   * @param continuum the only one that they serve; empty for any
   */
  record Observed(List<Platform> platforms, String owner, Optional<String> continuum) {

    static final Observed NOTHING = new Observed(List.of(), "", Optional.empty());
  }

  static TargetActuator of(Optional<String> targets) {
    if (targets.isEmpty()) {
      return new TargetActuator(new RecordingActuator(), Observed.NOTHING, List.of());
    }
    TargetsFile file = TargetsFile.read(targets.get());
    StateDirectory state = StateDirectory.at(file.state());
    Platforms platforms = new Platforms(file, state);
    PlatformActuator actuator =
        new PlatformActuator(
            new PlatformActuator.Catalogue(
                file.owner(), file.continuum(), file.functions(), file.elsewhere()),
            platforms.domains(state),
            Applier.Timing.system());
    return new TargetActuator(
        actuator,
        new Observed(platforms.all(), file.owner(), file.continuum()),
        List.of(actuator, new Keepers(platforms.all()), platforms));
  }

  /** What tells a server what platforms counted themselves, once it is started. */
  PlatformTelemetry tell(ContinuumServer server) {
    return new PlatformTelemetry(
        observed.platforms(),
        observed.owner(),
        InstantSource.system(),
        samples -> server.counted(observed.continuum(), samples));
  }

  @Override
  public void close() {
    for (AutoCloseable each : parts) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
