package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSequence;
import io.lepton.tensor.TensorValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random optional sequences come back as they went in, from many threads at once. */
class OnnxValuesFuzzTest {

  private static final long SEED = 20261121;
  private static final int THREADS = 4;
  private static final int ROUNDS = 25;

  private static OnnxModel identity(DataType type) {
    OnnxType sequence =
        new OnnxType.SequenceType(OnnxType.tensor(OnnxElementType.of(type), OnnxShape.unranked()));
    OnnxType optional = new OnnxType.OptionalType(sequence);
    return OnnxModel.builder("identity")
        .opset("", 18)
        .input("x", optional)
        .node("Identity", List.of("x"), List.of("y"))
        .output("y", optional)
        .build();
  }

  @ParameterizedTest
  @EnumSource(names = {"FP32", "UINT8", "UINT64", "BOOL", "BYTES"})
  void infer_randomSequences_comeBackFromManyThreads(DataType type) throws Exception {
    try (InferenceSession session = TestModels.open(identity(type), true)) {
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Callable<Void>> callers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(SEED + i);
        callers.add(() -> ask(session, type, random));
      }
      try {
        for (Future<Void> caller : threads.invokeAll(callers)) {
          caller.get();
        }
      } finally {
        threads.shutdown();
      }
    }
  }

  private static Void ask(InferenceSession session, DataType type, Random random) {
    for (int i = 0; i < ROUNDS; i++) {
      TensorValue value = random.nextInt(8) == 0 ? TensorValue.absent() : sequence(type, random);
      TensorValue found = session.infer(InferenceRequest.of("x", value)).value("y");
      assertThat(text(found)).as("seed %d, round %d", SEED, i).isEqualTo(text(value));
    }
    return null;
  }

  private static TensorSequence sequence(DataType type, Random random) {
    List<Tensor> tensors = new ArrayList<>();
    boolean isUniform = random.nextBoolean();
    long[] common = dims(random);
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      long[] dims = isUniform ? common.clone() : dims(random);
      if (isUniform && dims.length > 0) {
        dims[0] = random.nextInt(4);
      }
      tensors.add(tensor(type, Shape.of(dims), random));
    }
    return TensorSequence.of(type, tensors);
  }

  private static long[] dims(Random random) {
    return random.longs(random.nextInt(4), 0, 4).toArray();
  }

  private static Tensor tensor(DataType type, Shape shape, Random random) {
    if (type == DataType.BYTES) {
      String[] texts = new String[(int) shape.elementCount()];
      Arrays.setAll(texts, i -> "ü" + random.nextInt(1000));
      return Tensor.of(shape, texts);
    }
    Tensor tensor = Tensor.allocate(type, shape);
    byte[] bytes = new byte[tensor.data().remaining()];
    random.nextBytes(bytes);
    for (int i = 0; i < bytes.length && type == DataType.BOOL; i++) {
      bytes[i] &= 1;
    }
    tensor.data().put(bytes);
    return tensor;
  }

  /** All there is to a value, as text. */
  private static String text(TensorValue value) {
    StringBuilder text = new StringBuilder(value.toString());
    if (value instanceof TensorSequence sequence) {
      for (Tensor tensor : sequence.tensors()) {
        text.append('|').append(elements(tensor));
      }
    }
    return text.toString();
  }

  private static String elements(Tensor tensor) {
    if (tensor.type() == DataType.BYTES) {
      return Arrays.toString(tensor.toStrings());
    }
    byte[] bytes = new byte[tensor.data().remaining()];
    tensor.data().get(bytes);
    return Arrays.toString(bytes);
  }
}
