package dev.continuum.model.quantity;

/**
 * A rate of requests.
 *
 * @param perSecond requests per second; {@link Double#POSITIVE_INFINITY} is unlimited
 */
public record Rate(double perSecond) {

  /** No limit. */
  public static final Rate UNLIMITED = new Rate(Double.POSITIVE_INFINITY);

  /** The given number of requests a second. */
  public static Rate perSecond(double perSecond) {
    return new Rate(perSecond);
  }

  /** The given number of requests a minute. */
  public static Rate perMinute(double perMinute) {
    return new Rate(perMinute / 60);
  }
}
