package dev.continuum.lambda;

/** Our tags on functions: written when a function is created, and never else. */
final class Tags {

  static final String OWNER = "continuum-owner";
  static final String FUNCTION = "continuum-function";
  static final String NODE = "continuum-node";

  private Tags() {}
}
