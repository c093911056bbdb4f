package dev.continuum.service.access;

import dev.continuum.service.proto.AdminServiceProto.Role;
import io.grpc.Context;

/**
 * Who calls.
 *
 * @param key id of the key; empty where no keys are asked for
 * @param tenant the caller's tenant; empty for an admin
 * @param role what the key may do
 * @param subject the device or domain of an agent; empty for the others
 */
public record Principal(String key, String tenant, Role role, String subject) {

  /** The tenant of servers that ask for no keys. */
  public static final String DEFAULT_TENANT = "default";

  /** Where no keys are asked for: everyone may do everything. */
  public static final Principal ANYONE = new Principal("", DEFAULT_TENANT, Role.ROLE_OPERATOR, "");

  private static final Context.Key<Principal> CURRENT = Context.key("continuum-principal");

  /** Of the call that is being served. */
  public static Principal current() {
    Principal current = CURRENT.get();
    if (current == null) {
      throw new IllegalStateException("No call is being served here.");
    }
    return current;
  }

  /** A context in which this calls. */
  Context in(Context context) {
    return context.withValue(CURRENT, this);
  }
}
