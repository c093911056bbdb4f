package dev.continuum.model.id;

/**
 * Identifies an application.
 *
 * @param value the text users wrote; not blank, compared by code point order
 */
public record AppId(String value) implements Comparable<AppId> {

  /** Rejects blank text. */
  public AppId {
    Ids.requireText("app", value);
  }

  @Override
  public int compareTo(AppId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
