package io.lepton.runtime.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.model.InferenceException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said where the native library cannot be loaded. */
class NativeLibraryTest {

  private static final Platform LINUX = Platform.of("Linux", "amd64");

  @TempDir Path folder;

  @Test
  void check_bothJars_namesThem() throws Exception {
    List<URL> both =
        List.of(
            URI.create("file:/onnxruntime.jar").toURL(),
            URI.create("file:/onnxruntime_gpu.jar").toURL());
    assertThatThrownBy(() -> NativeLibrary.check(LINUX, Optional.empty(), both))
        .isInstanceOfSatisfying(
            InferenceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.RUNTIME_UNAVAILABLE))
        .hasMessage(
            "Needs exactly one of onnxruntime and onnxruntime_gpu on the class path, found"
                + " [file:/onnxruntime.jar, file:/onnxruntime_gpu.jar]: exclude"
                + " com.microsoft.onnxruntime:onnxruntime from lepton-runtime where"
                + " onnxruntime_gpu is added");
  }

  private static URL binding(Path jar) throws Exception {
    String inside = "!/ai/onnxruntime/OrtEnvironment.class";
    return URI.create("jar:" + jar.toUri() + inside).toURL();
  }

  @Test
  void distinct_sameJarInTwoPlaces_isOne() throws Exception {
    Path server = Files.write(folder.resolve("server.jar"), new byte[10]);
    Path application = Files.write(folder.resolve("application.jar"), new byte[10]);
    Enumeration<URL> found =
        Collections.enumeration(List.of(binding(server), binding(application)));
    assertThat(NativeLibrary.distinct(found)).containsExactly(binding(server));
  }

  @Test
  void distinct_jarsOfAnotherSize_areTwo() throws Exception {
    Path cpu = Files.write(folder.resolve("onnxruntime.jar"), new byte[10]);
    Path gpu = Files.write(folder.resolve("onnxruntime_gpu.jar"), new byte[11]);
    Enumeration<URL> found = Collections.enumeration(List.of(binding(cpu), binding(gpu)));
    assertThat(NativeLibrary.distinct(found)).hasSize(2);
  }

  @Test
  void distinct_bindingsThatAreInNoFile_areCounted() throws Exception {
    URL classes = URI.create("file:/classes/ai/onnxruntime/OrtEnvironment.class").toURL();
    Enumeration<URL> found =
        Collections.enumeration(List.of(classes, binding(folder.resolve("missing.jar"))));
    assertThat(NativeLibrary.distinct(found)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, riscv64, 'it runs on Linux with x64 or aarch64'",
    "Linux, i386, in a JVM of 64 bits",
    "Linux, ppc64le, build ONNX Runtime with its Java binding",
    "Windows 11, aarch64, use a JDK for x64",
    "Mac OS X, x86_64, the last version with a library is 1.23.2",
    "FreeBSD, amd64, 'it runs on Linux with x64 or aarch64'",
    "SunOS, sparcv9, 'macOS with aarch64 and Windows with x64'",
    "Linux, amd64, it is an incomplete jar"
  })
  void advice_platformWithoutLibrary_namesTheCure(String os, String arch, String cure) {
    assertThat(Platform.of(os, arch).advice())
        .contains("the jar on the class path has none: ")
        .contains(cure);
  }

  @Test
  void check_platformWithoutLibrary_isNamed() {
    Platform platform = Platform.of("Mac OS X", "x86_64");
    assertThatThrownBy(() -> NativeLibrary.check(platform, Optional.empty(), List.of()))
        .hasMessageStartingWith(
            "Needs a native library of ONNX Runtime for osx-x64,"
                + " the jar on the class path has none: on Apple silicon use a JDK for aarch64");
  }

  @Test
  void check_libraryInAFolderOfTheUser_isTrusted() {
    Platform platform = Platform.of("Mac OS X", "x86_64");
    NativeLibrary.check(platform, Optional.of(Path.of("natives")), List.of());
  }

  @Test
  void load_thisMachine_passes() throws Exception {
    NativeLibrary.load(NativePlaces.usual());
  }

  @Test
  void platform_ofTheJdksNames_isThatOfTheRuntime() {
    assertThat(LINUX).hasToString("linux-x64");
    assertThat(Platform.of("Windows 11", "amd64")).hasToString("win-x64");
    assertThat(Platform.of("Mac OS X", "aarch64")).hasToString("osx-aarch64");
    assertThat(LINUX.libraryName("onnxruntime")).isEqualTo("libonnxruntime.so");
    assertThat(Platform.of("Windows 11", "amd64").libraryName("onnxruntime"))
        .isEqualTo("onnxruntime.dll");
  }

  @Test
  void unavailable_linkageError_namesThePlatform() {
    assertThat(
            NativeLibrary.unavailable(new UnsatisfiedLinkError("no __vsnprintf_chk"), "; and more"))
        .hasMessageContaining("could not be loaded on " + Platform.current())
        .hasMessageContaining("no __vsnprintf_chk; and more");
  }

  @Test
  void unavailable_noFolderForTemporaryFiles_saysWhatIsNeeded() {
    Throwable wrapped =
        new ExceptionInInitializerError(
            new IllegalStateException(new NoSuchFileException("/tmp/onnxruntime-java1")));
    assertThat(NativeLibrary.unavailable(wrapped, ""))
        .hasMessageContaining("NoSuchFileException: /tmp/onnxruntime-java1; it needs a folder")
        .hasMessageContaining("java.io.tmpdir");
  }
}
