package io.lepton.runtime.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.model.InferenceException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said where the native library cannot be loaded. */
class NativeLibraryTest {

  private static final Platform LINUX = Platform.of("Linux", "amd64");

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
                + " [file:/onnxruntime.jar, file:/onnxruntime_gpu.jar]");
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
    assertThat(NativeLibrary.unavailable(new UnsatisfiedLinkError("no __vsnprintf_chk")))
        .hasMessageContaining("could not be loaded on " + Platform.current())
        .hasMessageContaining("no __vsnprintf_chk");
  }
}
