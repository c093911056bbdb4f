package dev.continuum.model.queueing;

/**
 * A law on whole multiples of a step: masses[i] at first + i. What lies beyond the last cell is
 * left out, which changes nothing at or below it.
 *
 * @param first multiple of the step of the first cell
 * @param masses probability of each cell; owned by this value, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record Lattice(long first, double[] masses) {

  private static final double NEGLIGIBLE = 1e-18;

  /**
   * A law with integrated distribution function H, shifted, split on the two neighbours of each
   * value so that the mean is kept: the mass up to cell j is the mean of F over the cell from j to
   * j+1.
   */
  static Lattice of(
      LatencyTerm.Leaf leaf, double shiftMicros, double stepMicros, long first, long last) {
    double[] masses = new double[cells(first, last)];
    double before = leaf.integratedMicros(first * stepMicros - shiftMicros);
    double cumulated = 0;
    for (int i = 0; i < masses.length; i++) {
      double after = leaf.integratedMicros((first + i + 1) * stepMicros - shiftMicros);
      double next = (after - before) / stepMicros;
      masses[i] = next - cumulated;
      cumulated = next;
      before = after;
    }
    return new Lattice(first, masses);
  }

  /** A constant. */
  static Lattice constant(double micros, double stepMicros, long last) {
    double cells = micros / stepMicros;
    long first = (long) Math.floor(cells);
    double[] masses = new double[cells(first, last)];
    masses[0] = 1 - (cells - first);
    if (masses.length > 1) {
      masses[1] = cells - first;
    }
    return new Lattice(first, masses);
  }

  private static int cells(long first, long last) {
    return Math.toIntExact(Math.max(0, last - first) + 1);
  }

  long last() {
    return first + masses.length - 1;
  }

  /** The law of the sum of this and an independent other, up to a last cell. */
  Lattice plus(Lattice other, long last) {
    long start = first + other.first;
    double[] sum = new double[cells(start, last)];
    for (int i = 0; i < Math.min(masses.length, sum.length); i++) {
      double mass = masses[i];
      if (Math.abs(mass) > NEGLIGIBLE) {
        addScaled(sum, i, mass, other.masses);
      }
    }
    return new Lattice(start, sum);
  }

  private static void addScaled(double[] sum, int offset, double factor, double[] masses) {
    int cells = Math.min(masses.length, sum.length - offset);
    for (int j = 0; j < cells; j++) {
      sum[offset + j] += factor * masses[j];
    }
  }

  /** The law of the larger of this and an independent other, up to the lower last cell. */
  Lattice max(Lattice other) {
    long start = Math.max(first, other.first);
    double[] largest = new double[cells(start, Math.min(last(), other.last()))];
    double mine = cumulatedBefore(start);
    double others = other.cumulatedBefore(start);
    double before = 0;
    for (int i = 0; i < largest.length; i++) {
      mine += massAt(start + i);
      others += other.massAt(start + i);
      double product = mine * others;
      largest[i] = product - before;
      before = product;
    }
    return new Lattice(start, largest);
  }

  private double cumulatedBefore(long cell) {
    double sum = 0;
    for (int i = 0; i < Math.min(cell - first, masses.length); i++) {
      sum += masses[i];
    }
    return sum;
  }

  private double massAt(long cell) {
    long index = cell - first;
    return index >= 0 && index < masses.length ? masses[(int) index] : 0;
  }

  /**
   * The p-quantile in steps, read off the line through the masses up to each cell, which belong to
   * the middle of the next step; -1 if the cells do not reach it.
   */
  double quantileCells(double probability) {
    double before = 0;
    for (int i = 0; i < masses.length; i++) {
      double upTo = before + masses[i];
      if (upTo >= probability) {
        double part = i == 0 ? 1 : (probability - before) / (upTo - before);
        return first + i - 0.5 + part;
      }
      before = upTo;
    }
    return -1;
  }
}
