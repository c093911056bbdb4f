package dev.continuum.cli;

import dev.continuum.model.evaluation.RuleCheck;

/**
 * The unit people read a rule's amounts in.
 *
 * @param name what it is called
 * @param size how many of the judge's units make one
 */
record RuleUnit(String name, double size) {

  static RuleUnit of(RuleCheck.Unit unit) {
    return switch (unit) {
      case DEVICES -> new RuleUnit("devices", 1);
      case INSTANCES -> new RuleUnit("instances", 1);
      case BYTES -> new RuleUnit("MiB", 1 << 20);
      case NANOCORES -> new RuleUnit("millicores", 1e6);
      case NANO_REQUESTS_PER_SECOND -> new RuleUnit("requests/s", 1e9);
      case MILLIBITS_PER_SECOND -> new RuleUnit("Mbit/s", 1e9);
      case ACCELERATORS -> new RuleUnit("accelerators", 1);
      case MICROSECONDS -> new RuleUnit("ms", 1e3);
      case SECONDS -> new RuleUnit("s", 1);
      case ZONES -> new RuleUnit("zones", 1);
      case PLACES -> new RuleUnit("places", 1);
      case FUNCTIONS -> new RuleUnit("functions", 1);
      case ARTIFACTS -> new RuleUnit("artifacts", 1);
      case CHANGES -> new RuleUnit("changes", 1);
      case FAULTS -> new RuleUnit("faults", 1);
    };
  }

  String words(double value) {
    return Figures.count(value / size);
  }
}
