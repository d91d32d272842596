package io.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lepton.ErrorCode;
import io.lepton.spi.InferenceBackend;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {

  private static final Path MODEL = Path.of("models/churn/2/model.onnx");

  @TempDir Path folder;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void restoreLoader() {
    Thread.currentThread().setContextClassLoader(before);
  }

  /** Makes the backends as visible as if they lay in jars on the class path. */
  private void install(Class<?>... backends) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    StringBuilder names = new StringBuilder();
    for (Class<?> backend : backends) {
      names.append(backend.getName()).append('\n');
    }
    Files.writeString(services.resolve(InferenceBackend.class.getName()), names);
    URL[] path = {folder.toUri().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(path, before));
  }

  @Test
  void open_withoutABackend_saysWhatToAdd() {
    assertThatExceptionOfType(InferenceException.class)
        .isThrownBy(() -> Models.open(MODEL))
        .withMessageContaining("io.lepton:lepton-runtime")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_BACKEND));
  }

  @Test
  void open_withABackend_asksItWithTheDefaults() throws IOException {
    install(First.class);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> Models.open(MODEL))
        .withMessage("first opens churn/2 with 1 thread");
  }

  // Which of two is first on a class path is an accident that no result should depend on.
  @Test
  void open_withTwoBackends_isRefusedWithBothNames() throws IOException {
    install(First.class, Second.class);
    assertThatIllegalStateException()
        .isThrownBy(() -> Models.open(MODEL))
        .withMessageContaining("[first, second]");
  }

  /** A backend that says what it was asked. */
  public static class First implements InferenceBackend {

    @Override
    public String name() {
      return "first";
    }

    @Override
    public InferenceSession open(ModelSource source, SessionOptions options) {
      throw new UnsupportedOperationException(
          "%s opens %s with %d thread".formatted(name(), source.name(), options.intraOpThreads()));
    }
  }

  /** Another one. */
  public static class Second extends First {

    @Override
    public String name() {
      return "second";
    }
  }
}
