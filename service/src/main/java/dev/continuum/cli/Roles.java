package dev.continuum.cli;

import dev.continuum.service.proto.AdminServiceProto.Role;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Roles as people write them: reader, writer, operator, agent, admin. */
final class Roles implements ITypeConverter<Role> {

  private static final String PREFIX = "ROLE_";

  static String text(Role role) {
    return role.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
  }

  @Override
  public Role convert(String text) {
    for (Role role : Role.values()) {
      if (role != Role.UNRECOGNIZED
          && role != Role.ROLE_UNSPECIFIED
          && role.name().equals(PREFIX + text.strip().toUpperCase(Locale.ROOT))) {
        return role;
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is no role; reader, writer, operator, agent and admin are");
  }
}
