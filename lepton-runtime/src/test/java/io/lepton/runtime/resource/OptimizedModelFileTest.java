package io.lepton.runtime.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.LeptonIOException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizedModelFileTest {

  @TempDir Path folder;

  @Test
  void keep_written_isMovedAndLeavesNothingElse() throws IOException {
    Path target = Files.writeString(folder.resolve("model.onnx"), "old");
    try (OptimizedModelFile file = OptimizedModelFile.beside(target)) {
      Files.writeString(file.written(), "new");
      assertThat(target).hasContent("old");
      file.keep();
    }
    assertThat(target).hasContent("new");
    assertThat(folder.toFile().list()).containsExactly("model.onnx");
  }

  @Test
  void close_notKept_leavesTheOldFileOnly() throws IOException {
    Path target = Files.writeString(folder.resolve("model.onnx"), "old");
    try (OptimizedModelFile file = OptimizedModelFile.beside(target)) {
      Files.writeString(file.written(), "half");
    }
    assertThat(target).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("model.onnx");
  }

  @Test
  void keep_nothingWritten_fails() throws IOException {
    try (OptimizedModelFile file = OptimizedModelFile.beside(folder.resolve("model.onnx"))) {
      assertThatThrownBy(file::keep).isInstanceOf(IOException.class);
    }
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void beside_folderThatIsNotThere_isRefused() {
    assertThatThrownBy(() -> OptimizedModelFile.beside(folder.resolve("none/model.onnx")))
        .isInstanceOf(LeptonIOException.class)
        .hasMessageContaining("cannot be written to");
  }
}
