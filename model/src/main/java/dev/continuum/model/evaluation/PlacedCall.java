package dev.continuum.model.evaluation;

import dev.continuum.model.placement.Place;
import dev.continuum.model.topology.DeviceClass;
import dev.continuum.model.topology.Node;
import dev.continuum.model.topology.NodeClass;
import dev.continuum.model.topology.Overflow;
import dev.continuum.model.topology.PowerModel;
import dev.continuum.model.topology.Prices;
import dev.continuum.model.workload.Call;
import dev.continuum.model.workload.Function;
import dev.continuum.model.workload.ServiceProfile;
import java.util.Optional;

/**
 * One call of a route with everything its ids stand for.
 *
 * @param call the call
 * @param function the chosen variant
 * @param qualityPrice price of choosing it, per request
 * @param place where it is served
 * @param host what serves it; empty for a local call of a group without a class of device
 * @param profile its service time there; empty if it cannot run there
 * @param allowed whether its own and its function's fence, and its pin, let it be there
 */
record PlacedCall(
    Call call,
    Function function,
    double qualityPrice,
    Place place,
    Optional<Host> host,
    Optional<ServiceProfile> profile,
    boolean allowed) {

  /** What a node and a device have in common for a call. */
  record Host(NodeClass nodeClass, Overflow overflow, Prices prices, PowerModel power) {

    static Host of(Catalogue catalogue, Node node) {
      return new Host(
          catalogue.nodeClass(node.nodeClass()), node.overflow(), node.prices(), node.power());
    }

    static Host of(Catalogue catalogue, DeviceClass device) {
      return new Host(
          catalogue.nodeClass(device.nodeClass()),
          device.overflow(),
          device.prices(),
          device.power());
    }
  }

  boolean isLocal() {
    return place instanceof Place.Local;
  }

  /** Whether its cost is the same in every placement. */
  boolean isConstant() {
    return isConstant(call);
  }

  static boolean isConstant(Call call) {
    return call.pin() == Call.Pin.LOCAL && call.variants().size() == 1;
  }
}
