package dev.continuum.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.service.proto.AdminServiceGrpc;
import dev.continuum.service.proto.AdminServiceProto.Role;
import dev.continuum.service.proto.ContinuumServiceGrpc;
import dev.continuum.service.proto.DomainServiceGrpc;
import dev.continuum.service.proto.PlacementServiceGrpc;
import dev.continuum.service.proto.TelemetryServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The whole matrix role × method, written down a second time. */
class PermissionsTest {

  private static final Map<Role, Set<String>> MAY =
      Map.of(
          Role.ROLE_READER,
          Set.of(
              "Validate",
              "Evaluate",
              "Diff",
              "Explain",
              "GetContinuum",
              "ExportContinuum",
              "ListContinua",
              "GetPlan",
              "ListPlans",
              "WatchPlan"),
          Role.ROLE_WRITER,
          Set.of(
              "Validate",
              "Evaluate",
              "Diff",
              "Explain",
              "GetContinuum",
              "ExportContinuum",
              "ListContinua",
              "GetPlan",
              "ListPlans",
              "WatchPlan",
              "Solve",
              "SolveStream",
              "Pareto",
              "WhatIf",
              "CreateContinuum",
              "UploadContinuum",
              "DeleteContinuum",
              "UpdateContinuum",
              "Report",
              "RegisterDomain",
              "RegisterDevice",
              "RenewLease",
              "Leave",
              "Announce",
              "WatchEvents"),
          Role.ROLE_ADMIN,
          Set.of(
              "CreateTenant",
              "ListTenants",
              "IssueKey",
              "RotateKey",
              "RevokeKey",
              "ListKeys",
              "SetQuota"),
          Role.ROLE_AGENT,
          Set.of(
              "Report",
              "RegisterDomain",
              "RegisterDevice",
              "RenewLease",
              "Leave",
              "Announce",
              "WatchEvents"));

  @Test
  void everyMethodOfEveryServiceIsInTheMatrix() {
    assertThat(Permissions.methods()).isEqualTo(all());
  }

  @Test
  void everyCellIsAsWritten() {
    for (String method : all()) {
      String name = method.substring(method.indexOf('/') + 1);
      MAY.forEach(
          (role, names) ->
              assertThat(Permissions.allowed(role, method))
                  .as(role + " " + method)
                  .isEqualTo(names.contains(name)));
      assertThat(Permissions.allowed(Role.ROLE_OPERATOR, method))
          .as("operator " + method)
          .isEqualTo(!method.contains("AdminService"));
    }
  }

  @Test
  void nobodyMayWhatIsNotListed() {
    for (Role role : EnumSet.complementOf(EnumSet.of(Role.UNRECOGNIZED))) {
      assertThat(Permissions.allowed(role, "continuum.v1.ContinuumService/Nothing")).isFalse();
    }
  }

  private static Set<String> all() {
    return List.of(
            PlacementServiceGrpc.getServiceDescriptor(),
            ContinuumServiceGrpc.getServiceDescriptor(),
            TelemetryServiceGrpc.getServiceDescriptor(),
            DomainServiceGrpc.getServiceDescriptor(),
            AdminServiceGrpc.getServiceDescriptor())
        .stream()
        .map(ServiceDescriptor::getMethods)
        .flatMap(java.util.Collection::stream)
        .map(MethodDescriptor::getFullMethodName)
        .collect(Collectors.toSet());
  }
}
