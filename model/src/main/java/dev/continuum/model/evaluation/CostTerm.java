package dev.continuum.model.evaluation;

/** The parts of the cost per hour. */
public enum CostTerm {
  /** Transfers, by request and millisecond. */
  NETWORK_LATENCY,
  /** Service, by request and millisecond. */
  SERVICE_LATENCY,
  /** Busy cores and radios of devices; what is drawn in every placement is part of the constant. */
  DEVICE_ENERGY,
  /** Idle power of active nodes and their busy cores. */
  NODE_ENERGY,
  /** Prices per request. */
  REQUESTS,
  /** Prices per GB·s run. */
  RUN,
  /** Prices per GB·s kept warm. */
  KEPT,
  /** Prices per GB sent. */
  SENT,
  /** Prices of keeping nodes active. */
  ACTIVE,
  /** Quality prices of the chosen variants. */
  QUALITY,
  /** Artifacts newly acquired. */
  ACQUISITION,
  /** Instances newly started. */
  STARTS,
  /** Devices newly moved onto nodes. */
  MOVES,
  /** Costs given outright. */
  EXPLICIT
}
