package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.BoundInference;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.NativeMemoryBudget;
import io.lepton.model.SessionClosedException;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.resource.LeakDetector;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same content opened several times. */
@Timeout(60)
class OnnxSharingTest {

  private static final SessionOptions DEFAULTS = SessionOptions.defaults();

  private final SharedSessions sessions = new SharedSessions(new LeakDetector());
  private final OnnxBackend backend = TestModels.backend(sessions);

  private InferenceSession open(String name, OnnxModel model, SessionOptions options)
      throws IOException {
    return backend.open(ModelSource.of(name, model.toBytes()), options);
  }

  private InferenceSession open(SessionOptions options) throws IOException {
    return open("sum", TestModels.sumAndDifference(), options);
  }

  private static float[] ask(InferenceSession session) {
    Tensor a = Tensor.of(Shape.of(1, 2), 1f, 2f);
    InferenceRequest request = InferenceRequest.of("a", a).and("b", a);
    return session.infer(request).outputs().get("sum").toFloats();
  }

  @Test
  void open_sameContentAndOptions_isOneNativeSession() throws IOException {
    try (InferenceSession one = open(DEFAULTS);
        InferenceSession other = open(DEFAULTS)) {
      assertThat(sessions.size()).isEqualTo(1);
      assertThat(ask(one)).containsExactly(2, 4);
      assertThat(ask(other)).containsExactly(2, 4);
    }
    assertThat(sessions.size()).isZero();
  }

  @Test
  void open_fileAndBytesOfTheSameContent_share(@TempDir Path folder) throws IOException {
    byte[] bytes = TestModels.sumAndDifference().toBytes();
    Path file = Files.write(folder.resolve("another.onnx"), bytes);
    try (InferenceSession one = open(DEFAULTS);
        InferenceSession other = backend.open(ModelSource.of(file), DEFAULTS)) {
      assertThat(sessions.size()).isEqualTo(1);
      assertThat(one.metadata().name()).isEqualTo("sum");
      assertThat(other.metadata().name()).isEqualTo("another");
    }
  }

  @Test
  void open_largeContent_isComparedByItsDigest() throws IOException {
    float[] weights = new float[400_000];
    OnnxModel one = withWeights(weights);
    weights[399_999] = 1;
    OnnxModel other = withWeights(weights);
    try (InferenceSession first = open("m", one, DEFAULTS);
        InferenceSession same = open("m", one, DEFAULTS);
        InferenceSession different = open("m", other, DEFAULTS)) {
      assertThat(sessions.size()).isEqualTo(2);
    }
  }

  private static OnnxModel withWeights(float[] weights) {
    return TestModels.builder()
        .input("x", OnnxElementType.FLOAT, 1)
        .initializer("w", Shape.of(weights.length), weights)
        .node("Add", List.of("x", "w"), List.of("y"))
        .output("y", OnnxElementType.FLOAT, weights.length)
        .build();
  }

  @Test
  void open_otherContent_isAnother() throws IOException {
    try (InferenceSession one = open(DEFAULTS);
        InferenceSession other = open("encoders", TestModels.encoders(), DEFAULTS)) {
      assertThat(sessions.size()).isEqualTo(2);
    }
  }

  @Test
  void open_otherOptions_isAnother() throws IOException {
    try (InferenceSession one = open(DEFAULTS);
        InferenceSession other = open(DEFAULTS.withArena(false));
        InferenceSession third =
            open(DEFAULTS.withMemoryBudget(NativeMemoryBudget.ofBytes(1 << 20)))) {
      assertThat(sessions.size()).isEqualTo(3);
      assertThat(ask(other)).containsExactly(ask(one));
      assertThat(ask(third)).containsExactly(ask(one));
    }
  }

  @Test
  void open_sharingOff_isAlone() throws IOException {
    try (InferenceSession one = open(DEFAULTS);
        InferenceSession other = open(DEFAULTS.withSharing(false))) {
      assertThat(sessions.size()).isEqualTo(1);
      one.close();
      assertThat(sessions.size()).isZero();
      assertThat(ask(other)).containsExactly(2, 4);
    }
  }

  @Test
  void close_one_leavesTheOtherWorking() throws IOException {
    try (InferenceSession other = open(DEFAULTS)) {
      InferenceSession one = open(DEFAULTS);
      one.close();
      one.close();
      assertThatThrownBy(() -> ask(one)).isInstanceOf(SessionClosedException.class);
      assertThat(ask(other)).containsExactly(2, 4);
      assertThat(sessions.size()).isEqualTo(1);
    }
  }

  @Test
  void close_theFirst_leavesItsBindingsClosedAndOthersWorking() throws IOException {
    InferenceSession first = open(DEFAULTS);
    try (InferenceSession second = open(DEFAULTS);
        BoundInference ofFirst = bind(first);
        BoundInference ofSecond = bind(second)) {
      ofFirst.run();
      first.close();
      assertThatThrownBy(ofFirst::run).isInstanceOf(SessionClosedException.class);
      ofSecond.run();
      ofSecond.run();
    }
  }

  private static BoundInference bind(InferenceSession session) {
    Shape shape = Shape.of(1, 2);
    return session.bind(Map.of("a", shape, "b", shape));
  }

  @Test
  void close_whileTheOtherRuns_waitsForItsOwnCallsOnly() throws Exception {
    CountDownLatch isRunning = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    OnnxSession one = (OnnxSession) open(DEFAULTS);
    try (InferenceSession other = open(DEFAULTS)) {
      // A lease of the other's, as a call that runs for long has it.
      Thread call = new Thread(() -> hold((OnnxSession) other, isRunning, mayEnd));
      call.start();
      isRunning.await();
      Thread closing = new Thread(one::close);
      closing.start();
      closing.join(TimeUnit.SECONDS.toMillis(30));
      assertThat(closing.isAlive()).isFalse();
      mayEnd.countDown();
      call.join();
    }
    assertThat(sessions.size()).isZero();
  }

  private static void hold(OnnxSession session, CountDownLatch isRunning, CountDownLatch mayEnd) {
    session.held(
        () -> {
          isRunning.countDown();
          try {
            mayEnd.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Test
  void open_externalFileChanged_isAnother(@TempDir Path folder) throws IOException {
    Path weights = folder.resolve("bias.bin");
    Files.write(weights, new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40});
    Files.setLastModifiedTime(weights, FileTime.fromMillis(1_000_000));
    Path file = Files.write(folder.resolve("model.onnx"), OnnxBytes.withExternalBias("bias.bin"));
    try (InferenceSession one = backend.open(ModelSource.of(file), DEFAULTS);
        InferenceSession same = backend.open(ModelSource.of(file), DEFAULTS)) {
      assertThat(sessions.size()).isEqualTo(1);
      // Another file in its place: the runtime has the old one mapped into memory.
      Files.delete(weights);
      Files.write(weights, new byte[8]);
      try (InferenceSession other = backend.open(ModelSource.of(file), DEFAULTS)) {
        assertThat(sessions.size()).isEqualTo(2);
        assertThat(y(one)).containsExactly(11, 22);
        assertThat(y(other)).containsExactly(10, 20);
      }
    }
  }

  private static float[] y(InferenceSession session) {
    Tensor x = Tensor.of(Shape.of(2), 10f, 20f);
    InferenceRequest request = InferenceRequest.of("x", x).and("t", Tensor.of(Shape.of(1), "a"));
    return session.infer(request).outputs().get("y").toFloats();
  }

  @Test
  void open_treesTwice_shareAndBindInBothHandles() throws IOException {
    Path file = SharedFiles.find("models/third-party/sklearn-random-forest/model.onnx");
    try (InferenceSession one = backend.open(ModelSource.of(file), DEFAULTS);
        InferenceSession other = backend.open(ModelSource.of(file), DEFAULTS)) {
      assertThat(sessions.size()).isEqualTo(1);
      String input = one.metadata().inputs().get(0).name();
      long columns = one.metadata().inputs().get(0).shape().dimension(1);
      Map<String, Shape> shapes = Map.of(input, Shape.of(64, columns));
      try (BoundInference bound = other.bind(shapes)) {
        one.close();
        bound.run();
        assertThat(other.statistics().calls()).isEqualTo(1);
        assertThat(one.statistics().calls()).isZero();
      }
    }
    assertThat(sessions.size()).isZero();
  }
}
