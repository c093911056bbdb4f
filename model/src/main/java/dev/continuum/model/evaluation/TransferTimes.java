package dev.continuum.model.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What tells the transfers of two routes of one shape apart in their makespans, but for delays that
 * every way through the route has in common. Immutable.
 */
final class TransferTimes {

  private static final TransferTimes NOTHING = new TransferTimes(new long[0]);

  /** For each transfer its delay, the mean of its jitter and its variance, by their bits. */
  private final long[] parts;

  private TransferTimes(long[] parts) {
    this.parts = parts;
  }

  static TransferTimes of(List<Transfer> transfers) {
    long[] parts = new long[3 * transfers.size()];
    long any = 0;
    for (int i = 0; i < transfers.size(); i++) {
      Transfer transfer = transfers.get(i);
      Optional<Connection> way = transfer.connection();
      parts[3 * i] = transfer.onEveryWay() ? 0 : transfer.boundedMicros();
      if (way.isPresent()) {
        parts[3 * i + 1] = Double.doubleToLongBits(way.get().jitterSeconds());
        parts[3 * i + 2] = Double.doubleToLongBits(way.get().jitterVariance());
      }
      any |= parts[3 * i] | parts[3 * i + 1] | parts[3 * i + 2];
    }
    return any == 0 ? NOTHING : new TransferTimes(parts);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof TransferTimes that && Arrays.equals(parts, that.parts));
  }

  /** Bits of doubles differ in their high halves, so that they must be mixed. */
  @Override
  public int hashCode() {
    long hash = 0;
    for (long part : parts) {
      hash = (hash ^ part) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }
}
