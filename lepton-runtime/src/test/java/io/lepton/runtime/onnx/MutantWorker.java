package io.lepton.runtime.onnx;

import io.lepton.Coded;
import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.InvalidRequestException;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;

/**
 * Opens and runs broken models, one after the other, in a JVM that may die of it. What it is at is
 * in a mapped file, which outlives it.
 */
final class MutantWorker {

  /** How a broken model ended. */
  enum Outcome {
    /** Refused in Java, before native code saw it. */
    REFUSED_BEFORE,
    /** Refused by the runtime when it was opened. */
    REFUSED_BY_RUNTIME,
    /** Opened, and the runtime failed to run it. */
    RUN_FAILED,
    /** Opened and run. */
    RAN,
    /** Opened; its inputs would be too large to try. */
    TOO_LARGE,
    /** Neither of Lepton's nor the runtime's exceptions: a fault of Lepton's. */
    WRONG_EXCEPTION,
    /** The memory that it asked for is beyond the bound of the process. */
    OUT_OF_MEMORY
  }

  static final int SEED = 0;
  static final int COUNTS = 16;
  static final int PROGRESS_BYTES = 256;

  private static final long MAX_ELEMENTS = 1 << 21;

  private final Mutants mutants;
  private final MappedByteBuffer progress;

  private MutantWorker(Mutants mutants, MappedByteBuffer progress) {
    this.mutants = mutants;
    this.progress = progress;
  }

  /** Arguments: folder of models, progress file, first number, number after the last. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MappedByteBuffer progress = channel.map(FileChannel.MapMode.READ_WRITE, 0, PROGRESS_BYTES);
      MutantWorker worker = new MutantWorker(new Mutants(Path.of(args[0])), progress);
      for (long seed = Long.parseLong(args[2]); seed < Long.parseLong(args[3]); seed++) {
        progress.putLong(SEED, seed);
        worker.count(worker.attempt(seed));
      }
      progress.putLong(SEED, Long.parseLong(args[3]));
    }
    // No orderly shutdown: nothing is open, and the parent waits.
    Runtime.getRuntime().halt(0);
  }

  private void count(Outcome outcome) {
    int at = COUNTS + 8 * outcome.ordinal();
    progress.putLong(at, progress.getLong(at) + 1);
  }

  private Outcome attempt(long seed) {
    byte[] model = mutants.mutant(seed).bytes();
    SessionOptions options = SessionOptions.defaults().withRewriting(seed % 2 == 0);
    try (InferenceSession session =
        new OnnxBackend().open(ModelSource.of("mutant", model), options)) {
      return run(session, seed);
    } catch (LeptonException e) {
      return refusal(seed, e);
    } catch (InvalidRequestException e) {
      return Outcome.RUN_FAILED;
    } catch (IOException | RuntimeException | Error e) {
      return wrong(seed, e);
    }
  }

  private static Outcome refusal(long seed, LeptonException e) {
    if (isOutOfMemory(e)) {
      System.out.println("seed " + seed + " out of memory: " + line(e));
      return Outcome.OUT_OF_MEMORY;
    }
    boolean isNative =
        e instanceof InferenceException
            && (((Coded) e).code() == ErrorCode.MODEL_REFUSED && e.getCause() != null
                || e.getMessage().contains("this ONNX Runtime does not have"));
    return isNative ? Outcome.REFUSED_BY_RUNTIME : Outcome.REFUSED_BEFORE;
  }

  private static boolean isOutOfMemory(Throwable e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("allocate memory")
        || text.contains("bad_alloc")
        || text.contains("bad allocation");
  }

  private static Outcome wrong(long seed, Throwable e) {
    System.out.println("seed " + seed + " " + line(e));
    Arrays.stream(e.getStackTrace()).limit(6).forEach(f -> System.out.println("    at " + f));
    return Outcome.WRONG_EXCEPTION;
  }

  private static String line(Throwable e) {
    return e.toString().lines().findFirst().orElse("");
  }

  private static Outcome run(InferenceSession session, long seed) {
    InferenceRequest request = InferenceRequest.of(Map.of());
    for (TensorSpec input : session.metadata().inputs()) {
      Shape shape = shape(input, seed);
      if (isTooLarge(shape)) {
        return Outcome.TOO_LARGE;
      }
      request = request.and(input.name(), tensor(input.type(), shape, seed));
    }
    try {
      session.infer(request);
      return Outcome.RAN;
    } catch (LeptonException e) {
      return isOutOfMemory(e) ? Outcome.OUT_OF_MEMORY : Outcome.RUN_FAILED;
    }
  }

  private static Shape shape(TensorSpec input, long seed) {
    long[] dims = input.shape().toArray();
    for (int i = 0; i < dims.length; i++) {
      dims[i] = dims[i] == Shape.ANY ? 1 + seed / 2 % 2 : dims[i];
    }
    return Shape.of(dims);
  }

  private static boolean isTooLarge(Shape shape) {
    long count = 1;
    for (long dim : shape.toArray()) {
      count = dim > MAX_ELEMENTS ? MAX_ELEMENTS + 1 : count * dim;
      if (count > MAX_ELEMENTS) {
        return true;
      }
    }
    return false;
  }

  private static Tensor tensor(DataType type, Shape shape, long seed) {
    boolean isOne = seed / 4 % 2 == 1;
    if (type == DataType.BYTES) {
      String[] texts = new String[(int) shape.elementCount()];
      Arrays.fill(texts, isOne ? "a" : "");
      return Tensor.of(shape, texts);
    }
    Tensor tensor = Tensor.allocate(type, shape);
    if (isOne) {
      fillWithOne(tensor);
    }
    return tensor;
  }

  private static void fillWithOne(Tensor tensor) {
    ByteBuffer data = tensor.data();
    for (int i = 0; i < tensor.size(); i++) {
      switch (tensor.type()) {
        case FP32 -> data.putFloat(4 * i, 1);
        case FP64 -> data.putDouble(8 * i, 1);
        case FP16 -> data.putShort(2 * i, (short) 0x3c00);
        case BF16 -> data.putShort(2 * i, (short) 0x3f80);
        case INT64, UINT64 -> data.putLong(8 * i, 1);
        case INT32, UINT32 -> data.putInt(4 * i, 1);
        case INT16, UINT16 -> data.putShort(2 * i, (short) 1);
        default -> data.put(i, (byte) 1);
      }
    }
  }
}
