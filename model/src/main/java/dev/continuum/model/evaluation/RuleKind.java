package dev.continuum.model.evaluation;

/** The rules of the model. Each instance of one is a {@link RuleCheck}. */
public enum RuleKind {
  /**
   * A call is where its own and its function's fence let it be; a pinned call is local (rule 1).
   */
  FENCE,
  /** A function has a service time where it serves, and a device where it is local. */
  SERVABLE,
  /** The network joins the two ends of every transfer. */
  REACHABLE,
  /** The artifact is present wherever a function serves or keeps instances (rule 1). */
  ACQUIRED,
  /** Every device is served, where admission is ALL (rule 1). */
  ADMISSION,
  /** No more devices are served than there are, and whole groups in whole devices. */
  COUNT,
  /** A cordoned node takes nothing new; a node that is down has nothing. */
  STATUS,
  /** As many warm instances as load, floor and the rate of one instance ask for (rule 2). */
  SIZING,
  /** CPU of a node (rule 3). */
  CPU,
  /** Memory of a node (rule 3). */
  MEMORY,
  /** Storage of a node (rule 3). */
  STORAGE,
  /** Request rate of a node (rule 3). */
  RATE,
  /** Instances on a node (rule 3). */
  INSTANCES,
  /** Instances of one function on a node (rule 3). */
  FUNCTION_INSTANCES,
  /** Accelerators of one kind on a node (rule 3). */
  ACCELERATORS,
  /** Memory of the accelerators of one kind on a node (rule 3). */
  ACCELERATOR_MEMORY,
  /** Traffic on a link, each way (rule 4). */
  LINK,
  /** CPU of a device (rules 2 and 3 on one device). */
  DEVICE_CPU,
  /** Memory of a device. */
  DEVICE_MEMORY,
  /** Storage of a device. */
  DEVICE_STORAGE,
  /** Request rate of a device's local calls. */
  DEVICE_RATE,
  /** Instances on a device. */
  DEVICE_INSTANCES,
  /** Accelerators of one kind on a device. */
  DEVICE_ACCELERATORS,
  /** Memory of the accelerators of one kind on a device. */
  DEVICE_ACCELERATOR_MEMORY,
  /** Traffic from a device over its access link (rule 4). */
  DEVICE_UPLINK,
  /** Traffic to a device over its access link (rule 4). */
  DEVICE_DOWNLINK,
  /** A device's battery lasts as long as required (rule 5). */
  DEVICE_BATTERY,
  /** A hard deadline is met (rule 6). */
  DEADLINE,
  /** Warm instances in enough failure domains (rule 7). */
  SPREAD,
  /** Calls share one place (rule 7). */
  GATHER,
  /** Functions share no node (rule 7). */
  APART,
  /** No more changes than the budget (rule 8). */
  CHANGES
}
