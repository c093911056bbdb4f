package dev.continuum.solver.volume;

/**
 * A few options of each group, with their costs, and how cheap the others may be. Costs are floats
 * rounded down: the bound stays one. Not thread-safe; different groups may be written at once.
 */
final class Candidates {

  /** Nobody looked yet. */
  static final short UNKNOWN = -1;

  /** Most options of a group. */
  final int width;

  /** By group × width. */
  final int[] option;

  /** Cost of the whole group at least, micro-units, by group × width. */
  final float[] micros;

  /** How many a group has, or {@link #UNKNOWN}. */
  final short[] count;

  /**
   * At least this much cost all others under the prices they were left out at: cost plus price of
   * CPU, micro-units.
   */
  final float[] others;

  Candidates(int groups, int width) {
    this.width = width;
    option = new int[groups * width];
    micros = new float[groups * width];
    count = new short[groups];
    others = new float[groups];
  }

  static float down(double value) {
    float near = (float) value;
    return near > value ? Math.nextDown(near) : near;
  }
}
