package dev.continuum.simulator.engine;

import dev.continuum.model.evaluation.Connection;
import dev.continuum.model.placement.CallPlacement;
import dev.continuum.model.workload.Application;
import java.util.List;
import java.util.Map;

/**
 * A problem, a placement and a scenario as the engine runs them.
 *
 * @param kernel what every part shares
 * @param hosts nodes by index
 * @param groups client groups by index
 * @param devices all devices
 * @param apps applications by index
 * @param routes placements of the programs
 * @param links numbers of directed links
 */
record World(
    Kernel kernel,
    List<Host> hosts,
    List<Group> groups,
    Devices devices,
    List<Application> apps,
    List<List<CallPlacement>> routes,
    Map<Connection.Hop, Integer> links) {}
