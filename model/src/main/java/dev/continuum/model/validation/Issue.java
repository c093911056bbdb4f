package dev.continuum.model.validation;

/**
 * One fault of an input.
 *
 * @param code stable, for scripts: lower-case words joined by hyphens, grouped by a dotted prefix
 * @param path where it is, as the file schema names it: {@code nodes[2].capacity.cpu_millicores}
 * @param message what is wrong: the thing, its value, and what must hold
 * @param remedy what would probably help
 */
public record Issue(String code, String path, String message, String remedy) {

  @Override
  public String toString() {
    return path + ": " + message + " [" + code + "]\n  " + remedy;
  }
}
