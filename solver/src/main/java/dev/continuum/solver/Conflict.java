package dev.continuum.solver;

import java.util.List;

/**
 * Why no placement exists: rules that cannot hold together.
 *
 * @param rules the rules, each necessary for the conflict if it is irreducible
 * @param irreducible whether dropping any one of the rules makes the rest satisfiable; false if
 *     time ran out before that was shown
 * @param remedies what would help, in words: which node lacks how much of what
 */
public record Conflict(List<ConflictingRule> rules, boolean irreducible, List<String> remedies) {

  /** Copies the lists. */
  public Conflict {
    rules = List.copyOf(rules);
    remedies = List.copyOf(remedies);
  }

  /**
   * One rule of the conflict.
   *
   * @param rule its name, as the oracle names rules
   * @param subject what it is a rule on: a node, group, function or link
   */
  public record ConflictingRule(String rule, String subject) {
    @Override
    public String toString() {
      return rule + " of " + subject;
    }
  }
}
