package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lepton.model.InferenceException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the native libraries are loaded from: each case takes a JVM of its own. */
class NativeLoadingTest {

  private static final long TIMEOUT_SECONDS = 120;

  @TempDir Path folder;

  /** Opens a model with libraries kept in a folder, and says what came of it. */
  static final class OpenOnce {

    private OpenOnce() {}

    public static void main(String[] args) throws IOException {
      answer(new OnnxBackend().withNativeCache(Path.of(args[0])));
    }

    static void answer(OnnxBackend backend) throws IOException {
      byte[] model = TestModels.sumAndDifference().toBytes();
      try (InferenceSession session =
          backend.open(ModelSource.of("test", model), SessionOptions.defaults())) {
        Tensor row = Tensor.of(Shape.of(1, 2), 1f, 2f);
        InferenceRequest request = InferenceRequest.of("a", row).and("b", row);
        float[] sum = session.infer(request).outputs().get("sum").toFloats();
        System.out.println("sum " + sum[0] + " " + sum[1]);
      } catch (InferenceException e) {
        System.out.println(e);
      }
      System.out.println("property " + System.getProperty("onnxruntime.native.path"));
      printLoaded();
    }

    private static void printLoaded() throws IOException {
      Path maps = Path.of("/proc/self/maps");
      if (Files.exists(maps)) {
        try (Stream<String> lines = Files.lines(maps)) {
          lines
              .filter(line -> line.contains("libonnxruntime.so"))
              .map(line -> "loaded " + line.substring(line.indexOf('/')))
              .distinct()
              .forEach(System.out::println);
        }
      }
    }
  }

  /** Opens a model although its user has said where the libraries lie. */
  static final class OpenTold {

    private OpenTold() {}

    public static void main(String[] args) throws IOException {
      System.setProperty("onnxruntime.native.path", args[0]);
      OpenOnce.answer(new OnnxBackend().withNativeCache(Path.of(args[1])));
    }
  }

  /** Opens models with libraries in the usual place of a user without a home, or with one. */
  static final class OpenUsual {

    private OpenUsual() {}

    public static void main(String[] args) throws IOException {
      System.setProperty("user.home", args[0]);
      System.setProperty("user.name", "me");
      OpenOnce.answer(new OnnxBackend());
    }
  }

  /** Opens a model in each of two class loaders that have nothing in common. */
  static final class OpenTwice {

    private OpenTwice() {}

    public static void main(String[] args) throws Exception {
      List<URL> urls = new ArrayList<>();
      for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
        urls.add(Path.of(part).toUri().toURL());
      }
      for (int i = 0; i < 2; i++) {
        ClassLoader loader =
            new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
        var main =
            loader.loadClass(OpenOnce.class.getName()).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) args);
      }
    }
  }

  /** Deletes the libraries under a model in use, and opens another. */
  static final class OpenAfterDeletion {

    private OpenAfterDeletion() {}

    public static void main(String[] args) throws IOException {
      OnnxBackend backend = new OnnxBackend().withNativeCache(Path.of(args[0]));
      OpenOnce.answer(backend);
      try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
        files.filter(Files::isRegularFile).forEach(OpenAfterDeletion::delete);
      }
      OpenOnce.answer(backend);
    }

    private static void delete(Path file) {
      if (!file.toFile().delete()) {
        throw new IllegalStateException("Not deleted: " + file);
      }
    }
  }

  private String run(Class<?> main, Path... arguments) throws Exception {
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    ForkedJvm.Result result = ForkedJvm.run(folder, main, TIMEOUT_SECONDS, texts);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output();
  }

  private List<Path> kept(Path cache) throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void open_firstTime_keepsTheLibrariesAndLoadsThemFromThere() throws Exception {
    Path cache = folder.resolve("cache");
    String output = run(OpenOnce.class, cache);
    assertThat(output).contains("sum 2.0 4.0").contains("property null");
    assertThat(kept(cache)).hasSizeGreaterThanOrEqualTo(4);
    if (Files.exists(Path.of("/proc/self/maps"))) {
      assertThat(output).contains("loaded " + cache.toRealPath());
    }
  }

  @Test
  void open_twoJvmsAtOnce_bothAnswer() throws Exception {
    Path cache = folder.resolve("cache");
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Callable<String> open = () -> run(OpenOnce.class, cache);
      for (Future<String> output : pool.invokeAll(List.of(open, open))) {
        assertThat(output.get()).contains("sum 2.0 4.0");
      }
    } finally {
      pool.shutdown();
    }
    assertThat(kept(cache)).noneMatch(file -> file.toString().endsWith(".part"));
  }

  @Test
  void open_userSaysWhereTheLibrariesAre_keepsNone() throws Exception {
    run(OpenOnce.class, folder.resolve("first"));
    Path libraries = kept(folder.resolve("first")).get(0).getParent();
    Path cache = folder.resolve("cache");
    assertThat(run(OpenTold.class, libraries, cache))
        .contains("sum 2.0 4.0")
        .contains("property " + libraries);
    assertThat(cache).doesNotExist();
  }

  @Test
  void open_placeOfTheUsersThatWillNotDo_saysWhy() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    assertThat(run(OpenOnce.class, file.resolve("cache")))
        .contains("LEP-INFER-004: The native libraries cannot be kept in " + file);
  }

  @Test
  void open_usualPlace_isTheCacheOfTheUser() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    run(OpenUsual.class, home);
    String name = System.getProperty("os.name");
    assumeThat(name).isEqualTo("Linux");
    assertThat(kept(home.resolve(".cache/lepton/natives"))).isNotEmpty();
  }

  @Test
  void open_usualPlaceThatWillNotDo_answersAllTheSame() throws Exception {
    Path home = Files.writeString(folder.resolve("home"), "no folder");
    assertThat(run(OpenUsual.class, home)).contains("sum 2.0 4.0");
  }

  @Test
  void open_inTwoClassLoaders_bothAnswer() throws Exception {
    String output = run(OpenTwice.class, folder.resolve("cache"));
    assertThat(output.split("sum 2.0 4.0", -1)).as(output).hasSize(3);
  }

  @Test
  void open_librariesDeletedUnderARunningProcess_answersOn() throws Exception {
    String output = run(OpenAfterDeletion.class, folder.resolve("cache"));
    assertThat(output.split("sum 2.0 4.0", -1)).as(output).hasSize(3);
  }
}
