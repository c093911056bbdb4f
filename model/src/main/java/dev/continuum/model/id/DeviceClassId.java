package dev.continuum.model.id;

/**
 * Identifies a class of like devices.
 *
 * @param value the text users wrote; not blank, compared by code point order
 */
public record DeviceClassId(String value) implements Comparable<DeviceClassId> {

  /** Rejects blank text. */
  public DeviceClassId {
    Ids.requireText("device class", value);
  }

  @Override
  public int compareTo(DeviceClassId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
