package io.lepton.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles samples against the class path of the tests. */
final class SampleCompiler {

  /** What the text around a sample lets it assume: variables without a value. */
  private static final String GIVEN =
      """
        static Path file;
        static byte[] bytes;
        static DataSource source;
        static DataTarget target;
        static Schema schema;
        static Schema data;
        static RecordBatch batch;
        static InferenceSession model;
        static InferenceSession session;
        static OutputStream out;
        static InputStream in;
      """;

  private static final Pattern IMPORT = Pattern.compile("(?m)^ *import [\\w.* ]+;\\R?");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
  private final Path classes;
  private final String imports = imports();

  SampleCompiler(Path classes) {
    this.classes = classes;
  }

  /** Errors of a sample that stands on its own feet. */
  List<String> compileAlone(Sample sample) {
    return compile(sample.binaryName(), source(sample, sample.code(), ""));
  }

  /** Errors of a sample that may use what the text around it gives it. */
  List<String> compileInContext(Sample sample) {
    String given = GIVEN + givenIn(sample.packageName());
    List<String> errors = compile(sample.binaryName(), source(sample, sample.code(), given));
    if (errors.isEmpty() || sample.before().isEmpty()) {
      return errors;
    }
    String story = sample.before() + sample.code();
    return compile(sample.binaryName(), source(sample, story, given)).isEmpty()
        ? List.of()
        : errors;
  }

  private static String givenIn(String packageName) {
    return packageName.equals("io.lepton.format.internal") ? "  static ByteSink sink;\n" : "";
  }

  List<String> compile(String binaryName, String source) {
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-proc:none",
            "-nowarn",
            "-d",
            classes.toString(),
            "-classpath",
            System.getProperty("java.class.path"));
    compiler
        .getTask(
            Writer.nullWriter(), null, problems, options, null, List.of(unit(binaryName, source)))
        .call();
    return problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(problem -> describe(problem, source))
        .toList();
  }

  private static String describe(Diagnostic<?> problem, String source) {
    String line =
        source.lines().skip(Math.max(0, problem.getLineNumber() - 1)).findFirst().orElse("");
    return problem.getMessage(Locale.ROOT) + " in: " + line.strip();
  }

  private static JavaFileObject unit(String binaryName, String source) {
    URI place = URI.create("string:///" + binaryName.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(place, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
        return source;
      }
    };
  }

  private String source(Sample sample, String code, String given) {
    String own =
        IMPORT.matcher(code).results().map(found -> found.group()).collect(Collectors.joining());
    return """
        package %s;
        %s%s
        final class %s {
        %s
          static void sample() throws Exception {
        %s
          }
        }
        """
        .formatted(
            sample.packageName(),
            imports,
            own,
            sample.className(),
            given,
            IMPORT.matcher(code).replaceAll(""));
  }

  // What an editor would add by itself: the packages of the JDK that samples need, all of Lepton's.
  private String imports() {
    Set<String> packages =
        new TreeSet<>(
            List.of("java.io", "java.math", "java.nio", "java.nio.charset", "java.nio.file"));
    packages.addAll(
        List.of("java.time", "java.util", "java.util.concurrent", "java.util.function"));
    packages.addAll(published());
    String all = packages.stream().map("import %s.*;\n"::formatted).collect(Collectors.joining());
    return all + "import static io.lepton.format.onnx.OnnxElementType.*;\n";
  }

  private Set<String> published() {
    Set<String> packages = new TreeSet<>();
    for (String module : Repository.MODULES) {
      Path sources = Repository.mainSources(module);
      for (Path file : Repository.javaFiles(sources)) {
        packages.add(Repository.packageOf(sources, file));
      }
    }
    packages.removeIf(name -> name.contains(".internal") || name.contains(".bench"));
    packages.removeIf(name -> name.isEmpty() || !hasTypes(name));
    return packages;
  }

  // A package that holds nothing but its page cannot be imported.
  private boolean hasTypes(String packageName) {
    try {
      Iterable<JavaFileObject> found =
          files.list(
              StandardLocation.CLASS_PATH, packageName, Set.of(JavaFileObject.Kind.CLASS), false);
      return StreamSupport.stream(found.spliterator(), false)
          .anyMatch(type -> !type.isNameCompatible("package-info", JavaFileObject.Kind.CLASS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
