package dev.continuum.datasets.schema;

import java.util.Optional;

/**
 * Where a value is in a message, as issues name it: {@code nodes[2].capacity.cpu_millicores}, and
 * {@code explicit_costs[0].per_hour[edge-1]} for the entry of a map. Immutable; a step costs one
 * small object, the text is made when it is asked for.
 */
public final class FieldPath {

  /** The message itself. */
  public static final FieldPath ROOT = new FieldPath(Optional.empty(), "", -1);

  private final Optional<FieldPath> parent;
  private final String name;
  private final int index;

  private FieldPath(Optional<FieldPath> parent, String name, int index) {
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  /** A field of the message here. */
  public FieldPath field(String fieldName) {
    return new FieldPath(Optional.of(this), fieldName, -1);
  }

  /** An element of the list here. */
  public FieldPath element(int position) {
    return new FieldPath(Optional.of(this), "", position);
  }

  /** An entry of the map here. */
  public FieldPath entry(String key) {
    return new FieldPath(Optional.of(this), "[" + key + "]", -1);
  }

  /** The path one step up; empty at the root. */
  public Optional<FieldPath> parent() {
    return parent;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text);
    return text.toString();
  }

  private void append(StringBuilder text) {
    parent.ifPresent(up -> up.append(text));
    if (index >= 0) {
      text.append('[').append(index).append(']');
    } else if (name.startsWith("[") || text.isEmpty()) {
      text.append(name);
    } else {
      text.append('.').append(name);
    }
  }
}
