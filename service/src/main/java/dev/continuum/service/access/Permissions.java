package dev.continuum.service.access;

import dev.continuum.service.proto.AdminServiceProto.Role;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which roles may call which method. A method that is not listed is denied to everyone. */
public final class Permissions {

  private static final Set<Role> READ =
      EnumSet.of(Role.ROLE_READER, Role.ROLE_WRITER, Role.ROLE_OPERATOR);
  private static final Set<Role> WRITE = EnumSet.of(Role.ROLE_WRITER, Role.ROLE_OPERATOR);
  private static final Set<Role> OPERATE = EnumSet.of(Role.ROLE_OPERATOR);
  private static final Set<Role> ADMIN = EnumSet.of(Role.ROLE_ADMIN);
  private static final Set<Role> TAKE_PART =
      EnumSet.of(Role.ROLE_AGENT, Role.ROLE_WRITER, Role.ROLE_OPERATOR);

  private static final Map<String, Set<Role>> METHODS = new TreeMap<>();
  private static final Set<String> WRITES;

  static {
    allow("PlacementService", READ, "Validate", "Evaluate", "Diff", "Explain");
    allow("PlacementService", WRITE, "Solve", "SolveStream", "Pareto", "WhatIf");
    allow(
        "ContinuumService",
        READ,
        "GetContinuum",
        "ExportContinuum",
        "ListContinua",
        "GetPlan",
        "ListPlans",
        "WatchPlan");
    allow(
        "ContinuumService",
        WRITE,
        "CreateContinuum",
        "UploadContinuum",
        "DeleteContinuum",
        "UpdateContinuum");
    allow(
        "ContinuumService",
        OPERATE,
        "PinFunction",
        "UnpinFunction",
        "PausePlanning",
        "ResumePlanning",
        "RollbackPlan",
        "ApprovePlan");
    allow("TelemetryService", TAKE_PART, "Report");
    allow(
        "DomainService",
        TAKE_PART,
        "RegisterDomain",
        "RegisterDevice",
        "RenewLease",
        "Leave",
        "Announce",
        "WatchEvents");
    allow(
        "AdminService",
        ADMIN,
        "CreateTenant",
        "ListTenants",
        "IssueKey",
        "RotateKey",
        "RevokeKey",
        "ListKeys",
        "SetQuota");
    WRITES =
        METHODS.keySet().stream()
            .filter(
                method ->
                    (method.contains(".ContinuumService/") && !READ.equals(METHODS.get(method)))
                        || (method.contains(".AdminService/") && !method.contains("/List"))
                        || method.contains("/Register")
                        || method.endsWith("/Leave"))
            .collect(Collectors.toUnmodifiableSet());
  }

  private Permissions() {}

  /** Whether a role may call a method by its full name, {@code continuum.v1.Service/Method}. */
  public static boolean allowed(Role role, String method) {
    return METHODS.getOrDefault(method, Set.of()).contains(role);
  }

  /** Every method that someone may call, by full name. */
  public static Set<String> methods() {
    return Set.copyOf(METHODS.keySet());
  }

  /** Whether a method changes what is stored. */
  static boolean writes(String method) {
    return WRITES.contains(method);
  }

  private static void allow(String service, Set<Role> roles, String... methods) {
    for (String method : methods) {
      METHODS.put("continuum.v1." + service + "/" + method, roles);
    }
  }
}
