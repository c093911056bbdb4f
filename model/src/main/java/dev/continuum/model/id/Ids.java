package dev.continuum.model.id;

/** The one rule all ids share. */
final class Ids {

  private Ids() {}

  static void requireText(String kind, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("The id of a " + kind + " must not be blank.");
    }
  }
}
