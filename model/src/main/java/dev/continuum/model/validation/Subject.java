package dev.continuum.model.validation;

import java.util.function.Supplier;

/**
 * A declared thing under check: where it is in the file, and what messages call it. Both are put
 * into words only when there is something to say, as most things are sound and there may be a
 * million of them.
 *
 * @param findings where faults go
 * @param where its path
 * @param owner its kind and id, say {@code node (edge-1)}
 */
record Subject(Findings findings, Supplier<String> where, Supplier<String> owner) {

  private static final int LONGEST_SHOWN = 80;

  Subject(Findings findings, String path, String name) {
    this(findings, () -> path, () -> name);
  }

  static Subject of(Findings findings, String path, String kind, Object id) {
    return new Subject(findings, () -> path, () -> kind + " (" + shown(id) + ")");
  }

  /** An element of a list. */
  static Subject of(Findings findings, String list, int index, String kind, Object id) {
    return new Subject(
        findings, () -> list + "[" + index + "]", () -> kind + " (" + shown(id) + ")");
  }

  String path() {
    return where.get();
  }

  /** A field of it, which messages still call by its owner. */
  Subject at(String field) {
    return new Subject(findings, () -> path() + "." + field, owner);
  }

  /** An element of one of its lists. */
  Subject at(String list, int index) {
    return new Subject(findings, () -> path() + "." + list + "[" + index + "]", owner);
  }

  /** An entry of one of its maps. */
  Subject at(String map, Object key) {
    return new Subject(findings, () -> path() + "." + map + "[" + shown(key) + "]", owner);
  }

  /** "The noun (value) of owner (id) must rule." */
  void fault(Code code, String field, String noun, Object value, String rule) {
    findings.add(code, pathOf(field), sentence(noun, value, rule));
  }

  /** A reference to something that is not declared; the remedy names what is nearly so called. */
  void unknown(Code code, String field, String noun, Object value, Nearest known) {
    String remedy =
        known
            .to(value.toString())
            .map(near -> "Maybe you meant (" + shown(near) + ").")
            .orElse(code.remedy());
    findings.add(code, pathOf(field), sentence(noun, value, "be declared"), remedy);
  }

  private String pathOf(String field) {
    return field.isEmpty() ? path() : path() + "." + field;
  }

  private String sentence(String noun, Object value, String rule) {
    return "The " + noun + " (" + shown(value) + ") of " + owner.get() + " must " + rule + ".";
  }

  /** Text that a terminal can show. */
  static String shown(Object value) {
    String text = value.toString();
    boolean isPlain = text.length() <= LONGEST_SHOWN;
    for (int i = 0; isPlain && i < text.length(); i++) {
      isPlain = !Character.isISOControl(text.charAt(i));
    }
    return isPlain ? text : cleaned(text);
  }

  private static String cleaned(String text) {
    int shown = Math.min(text.length(), LONGEST_SHOWN);
    StringBuilder visible = new StringBuilder(shown);
    for (int i = 0; i < shown; i++) {
      char c = text.charAt(i);
      visible.append(Character.isISOControl(c) ? '\uFFFD' : c);
    }
    return shown < text.length() ? visible.append("...").toString() : visible.toString();
  }
}
