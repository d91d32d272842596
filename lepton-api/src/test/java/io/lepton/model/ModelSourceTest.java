package io.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import io.lepton.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSourceTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "iris.onnx, iris",
    "models/churn/2/model.onnx, churn/2",
    "models/churn/model.onnx, churn",
    "models/v2/model.onnx, v2",
    "models/churn/2/other.onnx, other",
    "models/churn.bin, churn.bin",
    "a/../models/churn/12/model.onnx, churn/12",
    "/7/model.onnx, 7",
    "/model.onnx, model"
  })
  void name_ofAFile_comesFromItsPath(String path, String name) {
    assertThat(ModelSource.of(Path.of(path)).name()).isEqualTo(name);
  }

  @Test
  void of_aFolder_takesItsModel() throws IOException {
    Path version = Files.createDirectories(folder.resolve("churn/3"));
    Files.write(version.resolve("model.onnx"), new byte[] {1, 2, 3});
    ModelSource source = ModelSource.of(version);
    assertThat(source.name()).isEqualTo("churn/3");
    assertThat(source.file()).contains(version.resolve("model.onnx"));
    assertThat(source.bytes().remaining()).isEqualTo(3);
  }

  @Test
  void bytes_ofAFile_areReadOnlyAndWhole() throws IOException {
    byte[] content = {8, 9, 10};
    ByteBuffer bytes = ModelSource.of(Files.write(folder.resolve("m.onnx"), content)).bytes();
    assertThat(bytes).isEqualTo(ByteBuffer.wrap(content));
    assertThatThrownBy(() -> bytes.put(0, (byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void bytes_ofAMissingFile_isModelNotFound() {
    Path file = folder.resolve("absent.onnx");
    assertThatExceptionOfType(LeptonIOException.class)
        .isThrownBy(() -> ModelSource.of(file).bytes())
        .withMessage("There is no model " + file)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND));
  }

  @Test
  void bytes_ofAFolderWithoutModel_isModelNotFound() {
    assertThatExceptionOfType(LeptonIOException.class)
        .isThrownBy(() -> ModelSource.of(folder).bytes())
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND));
  }

  @Test
  void bytes_ofADirectoryNamedLikeAModel_isRefusedAsOne() throws IOException {
    Files.createDirectory(folder.resolve("model.onnx"));
    assertThatExceptionOfType(LeptonIOException.class)
        .isThrownBy(() -> ModelSource.of(folder).bytes())
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.IS_A_DIRECTORY));
  }

  @Test
  void bytes_withoutPermission_isInputFailed() throws IOException {
    Path file = Files.write(folder.resolve("m.onnx"), new byte[1]);
    assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root reads anything");
    assertThatExceptionOfType(LeptonIOException.class)
        .isThrownBy(() -> ModelSource.of(file).bytes())
        .withMessage("Cannot read model " + file + ": permission denied")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_FAILED));
  }

  @Test
  void bytes_ofMoreThanTwoGigabytes_isRefusedBeforeReading() throws IOException {
    Path file = folder.resolve("huge.onnx");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    assertThatExceptionOfType(LeptonIOException.class)
        .isThrownBy(() -> ModelSource.of(file).bytes())
        .withMessageContaining("at most 2 GiB")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
  }

  @Test
  void of_bytesInMemory_hasNoFile() throws IOException {
    ModelSource source = ModelSource.of("sealed", new byte[] {4, 5});
    assertThat(source.name()).isEqualTo("sealed");
    assertThat(source.file()).isEmpty();
    assertThat(source.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {4, 5}));
    assertThat(source.bytes().isReadOnly()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void of_buffer_isAViewFromPositionToLimit(boolean direct) throws IOException {
    ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(6) : ByteBuffer.allocate(6);
    buffer.put(new byte[] {1, 2, 3, 4, 5, 6}).position(2).limit(5);
    ModelSource source = ModelSource.of("buffer", buffer);
    buffer.clear().put(2, (byte) 33);
    assertThat(source.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {33, 4, 5}));
    assertThat(source.bytes().isReadOnly()).isTrue();
    assertThat(source.bytes().isDirect()).isEqualTo(direct);
    assertThat(source.externalData()).isEmpty();
  }

  @Test
  void bytes_readTwice_areTheSame() throws IOException {
    ModelSource source = ModelSource.of("buffer", ByteBuffer.wrap(new byte[] {1, 2}));
    source.bytes().get();
    assertThat(source.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
  }

  @Test
  void of_externalDataInMemory_isAViewByLocation() {
    ByteBuffer weights = ByteBuffer.wrap(new byte[] {7, 8, 9}).position(1);
    ModelSource source =
        ModelSource.of("m", ByteBuffer.wrap(new byte[1]), Map.of("weights.bin", weights));
    assertThat(source.file()).isEmpty();
    assertThat(source.externalData())
        .containsExactly(Map.entry("weights.bin", ByteBuffer.wrap(new byte[] {8, 9})));
    assertThat(source.externalData().get("weights.bin").isReadOnly()).isTrue();
  }

  @Test
  void of_stream_isReadOnceAndLeftOpen() throws IOException {
    AtomicBoolean isClosed = new AtomicBoolean();
    InputStream in =
        new ByteArrayInputStream(new byte[] {1, 2, 3}) {
          @Override
          public void close() {
            isClosed.set(true);
          }
        };
    ModelSource source = ModelSource.of("stream", in, 3);
    assertThat(in.read()).isEqualTo(-1);
    assertThat(isClosed).isFalse();
    assertThat(source.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(source.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
  }

  @Test
  void of_streamBeyondItsLimit_isRefused() {
    assertThatExceptionOfType(LimitExceededException.class)
        .isThrownBy(() -> ModelSource.of("stream", new ByteArrayInputStream(new byte[4]), 3))
        .withMessage("Model stream can have at most 3 bytes, the stream has more")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
    assertThatThrownBy(() -> ModelSource.of("stream", InputStream.nullInputStream(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
