package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.service.access.Directory;
import dev.continuum.service.proto.AdminServiceProto.Role;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code admin issue-key}. */
@Command(
    name = "issue-key",
    description = {
      "Issues a key and prints its bearer token: the only time it is shown.",
      "",
      "The store keeps a hash of it. Roles: reader; writer; operator, who also approves, pins,",
      "pauses and rolls back; agent, one device or domain; admin, of no tenant, who manages these."
    },
    footer = {
      "",
      "Examples:",
      "  ./continuum admin issue-key --role admin",
      "  ./continuum admin issue-key --role agent --tenant acme --subject edge-1 -o token"
    })
final class AdminIssueKeyCommand implements Callable<Integer> {

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      converter = Roles.class,
      description = "reader, writer, operator, agent or admin.")
  private Role role = Role.ROLE_UNSPECIFIED;

  @Option(names = "--tenant", paramLabel = "NAME", description = "Whose; not for an admin.")
  private String tenant = "";

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      description = "The device or node that an agent is.")
  private String subject = "";

  @Mixin private AdminStore store = new AdminStore();
  @Mixin private Output output = new Output();

  AdminIssueKeyCommand() {}

  @Override
  public Integer call() {
    Directory.Issued issued =
        store.directory(directory -> directory.issue(tenant, role, subject, AdminStore.ACTOR));
    JsonObject json = new JsonObject();
    json.add("key", Wire.json(issued.key()));
    json.addProperty("token", issued.token());
    output.result(issued.token() + "\n", json);
    output.note("Key " + issued.key().getId() + ". The token is not shown again.");
    return Exit.OK;
  }
}
