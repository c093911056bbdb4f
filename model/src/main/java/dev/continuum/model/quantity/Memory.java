package dev.continuum.model.quantity;

/**
 * An amount of memory or storage.
 *
 * @param bytes octets; {@link Long#MAX_VALUE} is unlimited
 */
public record Memory(long bytes) {

  /** Nothing. */
  public static final Memory ZERO = new Memory(0);

  /** No limit. */
  public static final Memory UNLIMITED = new Memory(Long.MAX_VALUE);

  private static final long MEBIBYTE = 1L << 20;

  /** The given number of mebibytes (2^20 bytes), saturating at unlimited. */
  public static Memory mebibytes(double mebibytes) {
    return new Memory((long) Math.ceil(mebibytes * MEBIBYTE));
  }

  /** The given number of gibibytes (2^30 bytes), saturating at unlimited. */
  public static Memory gibibytes(double gibibytes) {
    return mebibytes(gibibytes * 1024);
  }

  /** This amount in GB as prices count it (2^30 bytes). */
  public double gibibytes() {
    return bytes / (double) (1L << 30);
  }

  /** This amount in mebibytes. */
  public double mebibytes() {
    return bytes / (double) MEBIBYTE;
  }

  /** Whether this stands for no limit. */
  public boolean isUnlimited() {
    return bytes == Long.MAX_VALUE;
  }
}
