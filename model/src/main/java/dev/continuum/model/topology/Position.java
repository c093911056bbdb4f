package dev.continuum.model.topology;

/**
 * A place on Earth, or on a plane.
 *
 * @param latitude degrees north for {@link Geometry#SPHERE}, kilometres along y for {@link
 *     Geometry#PLANE}
 * @param longitude degrees east for {@link Geometry#SPHERE}, kilometres along x for {@link
 *     Geometry#PLANE}
 */
public record Position(double latitude, double longitude) {

  /** Mean radius of the Earth, km (IUGG). */
  private static final double EARTH_RADIUS_KM = 6371.0088;

  /** How positions are read. */
  public enum Geometry {
    /** Degrees on the Earth; distances are great circles. */
    SPHERE,
    /** Kilometres on a plane; distances are Euclidean. */
    PLANE
  }

  /** Distance in kilometres: haversine on the sphere, Euclidean on the plane. */
  public double kilometresTo(Position other, Geometry geometry) {
    return switch (geometry) {
      case PLANE -> {
        double dx = longitude - other.longitude;
        double dy = latitude - other.latitude;
        yield Math.sqrt(dx * dx + dy * dy);
      }
      case SPHERE -> {
        double lat1 = StrictMath.toRadians(latitude);
        double lat2 = StrictMath.toRadians(other.latitude);
        double sinLat = StrictMath.sin((lat2 - lat1) / 2);
        double sinLon = StrictMath.sin(StrictMath.toRadians(other.longitude - longitude) / 2);
        double h = sinLat * sinLat + StrictMath.cos(lat1) * StrictMath.cos(lat2) * sinLon * sinLon;
        yield 2 * EARTH_RADIUS_KM * StrictMath.asin(Math.min(1, Math.sqrt(h)));
      }
    };
  }
}
