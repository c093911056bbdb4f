package dev.continuum.cli;

import dev.continuum.actuation.Applier;
import dev.continuum.actuation.StateDirectory;
import dev.continuum.planner.Actuator;
import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.apply.PlatformActuator;
import java.util.List;
import java.util.Optional;

/**
 * What the service hands plans to: the platforms of a targets file, kept warm meanwhile; or,
 * without one, nobody.
 *
 * @param actuator takes the plans
 * @param parts what to close, in this order
 */
record TargetActuator(Actuator actuator, List<AutoCloseable> parts) implements AutoCloseable {

  static TargetActuator of(Optional<String> targets) {
    if (targets.isEmpty()) {
      return new TargetActuator(new RecordingActuator(), List.of());
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
    return new TargetActuator(actuator, List.of(actuator, new Keepers(platforms.all()), platforms));
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
