package dev.continuum.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code admin}: tenants, keys, quotas and backups, straight in the store. */
@Command(
    name = "admin",
    description = {
      "Manages tenants, keys, quotas and backups straight in the store, server or none.",
      "",
      "Whoever can open the store may do this: no key is asked for, so the first one is made here.",
      "A server that runs on the store sees changes within a second."
    },
    subcommands = {
      AdminCreateTenantCommand.class,
      AdminListTenantsCommand.class,
      AdminSetQuotaCommand.class,
      AdminIssueKeyCommand.class,
      AdminListKeysCommand.class,
      AdminRotateKeyCommand.class,
      AdminRevokeKeyCommand.class,
      AdminBackupCommand.class,
      AdminRestoreCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum admin create-tenant acme",
      "  ./continuum admin issue-key --role operator --tenant acme",
      "",
      "./continuum admin COMMAND --help tells more."
    })
final class AdminCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  AdminCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
