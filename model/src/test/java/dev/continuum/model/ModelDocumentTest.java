package dev.continuum.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.evaluation.CostTerm;
import dev.continuum.model.evaluation.RuleKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/model.md speaks of types and members as they are. */
class ModelDocumentTest {

  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*)(?:\\.(\\w+))?`");
  private static final Path CLASSES = classes();

  @Test
  void everySymbolIsTheNameOfATypeAndItsMember() {
    List<String> unknown = new ArrayList<>();
    int members = 0;
    Matcher name = NAME.matcher(document());
    while (name.find()) {
      List<Class<?>> types = types(name.group(1));
      String member = name.group(2);
      members += member == null ? 0 : 1;
      if (types.isEmpty()
          || (member != null && types.stream().noneMatch(type -> has(type, member)))) {
        unknown.add(name.group());
      }
    }

    assertThat(unknown).isEmpty();
    assertThat(members).isGreaterThan(150);
  }

  @Test
  void everyRuleAndCostTermIsExplained() {
    String document = document();

    assertThat(RuleKind.values())
        .allSatisfy(kind -> assertThat(document).contains("`RuleKind." + kind + "`"));
    assertThat(CostTerm.values())
        .allSatisfy(term -> assertThat(document).contains("`CostTerm." + term + "`"));
  }

  @Test
  void aWrongNameWouldBeFound() {
    assertThat(types("Capacity")).hasSize(1).noneMatch(type -> has(type, "colour"));
    assertThat(types("Nothing")).isEmpty();
  }

  private static boolean has(Class<?> type, String member) {
    Set<String> names = new TreeSet<>();
    Arrays.stream(type.getMethods()).map(Method::getName).forEach(names::add);
    Arrays.stream(type.getFields()).map(Field::getName).forEach(names::add);
    Arrays.stream(type.getClasses()).map(Class::getSimpleName).forEach(names::add);
    return names.contains(member);
  }

  private static List<Class<?>> types(String simpleName) {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      return files
          .filter(file -> file.getFileName().toString().equals(simpleName + ".class"))
          .<Class<?>>map(ModelDocumentTest::type)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> type(Path file) {
    String name = CLASSES.relativize(file).toString().replace(".class", "").replace('/', '.');
    try {
      return Class.forName(name.replace('\\', '.'));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path classes() {
    try {
      return Path.of(
          PlacementProblem.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String document() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/model.md"))) {
      folder = folder.getParent();
    }
    try {
      return Files.readString(folder.resolve("docs/model.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
