package dev.continuum.solver.compiled;

import dev.continuum.model.id.CallId;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.GroupId;
import dev.continuum.model.id.NodeId;
import java.util.List;

/**
 * Ids by dense index, for turning compiled answers back into what users declared.
 *
 * @param nodes node ids, ascending
 * @param functions function ids, ascending
 * @param groups group ids, ascending
 * @param calls call ids by group, in the order of its {@link RouteSpace}
 * @param links directed links by index, as the oracle names them
 */
public record Names(
    List<NodeId> nodes,
    List<FunctionId> functions,
    List<GroupId> groups,
    List<List<CallId>> calls,
    List<String> links) {}
