package dev.continuum.model.id;

/**
 * Identifies a group of like client devices.
 *
 * @param value the text users wrote; not blank, compared by code point order
 */
public record GroupId(String value) implements Comparable<GroupId> {

  /** Rejects blank text. */
  public GroupId {
    Ids.requireText("group", value);
  }

  @Override
  public int compareTo(GroupId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
