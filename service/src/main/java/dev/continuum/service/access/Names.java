package dev.continuum.service.access;

import dev.continuum.service.state.RefusedException;
import dev.continuum.service.state.RefusedException.Kind;
import java.util.regex.Pattern;

/** Names of tenants and continua, which are parts of the names of streams. */
public final class Names {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,63}");

  private Names() {}

  /**
   * The name, if it can be one.
   *
   * @param what of what, for the message
   * @throws RefusedException if it cannot
   */
  public static String required(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new RefusedException(
          Kind.INVALID,
          "The name of the "
              + what
              + " must be 1 to 63 letters, digits, dots, hyphens or underscores.");
    }
    return name;
  }
}
