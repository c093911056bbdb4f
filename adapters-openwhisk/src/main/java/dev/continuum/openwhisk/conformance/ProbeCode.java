package dev.continuum.openwhisk.conformance;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The suite's own action, in a kind the server has: Java of release 8, compiled here against gson,
 * or JavaScript.
 */
final class ProbeCode {

  private final String kind;

  private ProbeCode(String kind) {
    this.kind = kind;
  }

  /** For each kind we can make code for, in the order in which to try them. */
  static List<ProbeCode> in(SortedSet<String> kinds) {
    boolean compiles = ToolProvider.getSystemJavaCompiler() != null;
    List<ProbeCode> codes = new ArrayList<>();
    kinds.stream()
        .filter(each -> compiles && each.startsWith("java:"))
        .forEach(each -> codes.add(new ProbeCode(each)));
    // The newest first.
    kinds.reversed().stream()
        .filter(each -> each.startsWith("nodejs:"))
        .forEach(each -> codes.add(new ProbeCode(each)));
    return codes;
  }

  String kind() {
    return kind;
  }

  boolean isJava() {
    return kind.startsWith("java:");
  }

  /** The exec of an action whose answers carry this tag. */
  JsonObject exec(String tag) throws IOException {
    JsonObject exec = new JsonObject();
    exec.addProperty("kind", kind);
    if (isJava()) {
      exec.addProperty(
          "code",
          Base64.getEncoder().encodeToString(jar(source("Probe.java.txt").replace("TAG", tag))));
      exec.addProperty("main", "Probe");
    } else {
      exec.addProperty("code", source("probe.js").replace("TAG", tag));
    }
    return exec;
  }

  private static String source(String name) throws IOException {
    try (InputStream in = ProbeCode.class.getResourceAsStream(name)) {
      return new String(
          Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] jar(String source) throws IOException {
    JavaCompiler compiler = Optional.ofNullable(ToolProvider.getSystemJavaCompiler()).orElseThrow();
    Map<String, ByteArrayOutputStream> classes = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    try (JavaFileManager files =
        new InMemory(compiler.getStandardFileManager(null, null, null), classes)) {
      String gson =
          Path.of(JsonObject.class.getProtectionDomain().getCodeSource().getLocation().toURI())
              .toString();
      boolean done =
          compiler
              .getTask(
                  null,
                  files,
                  fault -> faults.add(fault.toString()),
                  List.of("--release", "8", "-Xlint:-options", "-cp", gson),
                  null,
                  List.of(new Source(source)))
              .call();
      if (!done) {
        throw new IOException("The probe does not compile: " + faults);
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      for (Map.Entry<String, ByteArrayOutputStream> each : classes.entrySet()) {
        JarEntry entry = new JarEntry(each.getKey() + ".class");
        entry.setTime(0);
        jar.putNextEntry(entry);
        jar.write(each.getValue().toByteArray());
        jar.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Probe.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes;

    InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
      super(files);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("mem:///" + name + ".class"), kind) {
        @Override
        public java.io.OutputStream openOutputStream() {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          classes.put(name.replace('.', '/'), out);
          return out;
        }
      };
    }
  }
}
