package dev.continuum.solver.compiled;

import dev.continuum.model.quantity.Rate;
import dev.continuum.model.quantity.Rounding;
import dev.continuum.model.topology.Radio;
import dev.continuum.model.workload.AccessLink;
import java.util.Optional;

/** One device of a group: its access link, its radio, and what it runs itself. Thread-safe. */
final class Client {

  private final long upMillibits;
  private final long downMillibits;
  private final Optional<DeviceRules> device;

  Client(AccessLink access, Optional<DeviceRules> device) {
    upMillibits = Rounding.usableMillibitsPerSecond(access.up(), access.utilisationCap());
    downMillibits = Rounding.usableMillibitsPerSecond(access.down(), access.utilisationCap());
    this.device = device;
  }

  boolean accessCarries(long up, long down) {
    return up <= upMillibits && down <= downMillibits;
  }

  double radioWatts(Rate rate, long bytesUp, long bytesDown, int transfers) {
    if (device.isEmpty()) {
      return 0;
    }
    Radio radio = device.get().radio();
    return Rounding.radioWatts(
        rate,
        (double) bytesUp,
        (double) bytesDown,
        transfers,
        radio.joulesPerByteUp(),
        radio.joulesPerByteDown(),
        radio.tailWatts(),
        radio.tail());
  }

  /** Cost of the instances kept on the device, or FORBIDDEN where a rule on it is broken. */
  long keptMicros(int[] route, OptionTable options, double radioWatts) {
    return keptMicros(route, 0, route.length, options, radioWatts);
  }

  /** The same of calls [from, to) alone. */
  long keptMicros(int[] route, int from, int to, OptionTable options, double radioWatts) {
    return device.isEmpty() ? 0 : device.get().keptMicros(route, from, to, options, radioWatts);
  }
}
