package io.lepton.runtime.onnx;

import io.lepton.LeptonException;
import io.lepton.format.onnx.OnnxDim;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxType.TensorType;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.model.Deadline;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.InvalidRequestException;
import io.lepton.runtime.onnx.MutantWorker.Outcome;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorValue;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sends requests like good ones, but for a size or a number, to models whose inputs are of any
 * size, in a JVM that may die of it. Each request has a number, the same in every JVM.
 */
final class RequestWorker {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final MappedByteBuffer progress;
  private final long from;
  private final long to;
  private long number;

  private RequestWorker(MappedByteBuffer progress, long from, long to) {
    this.progress = progress;
    this.from = from;
    this.to = to;
  }

  /** Arguments: folder of models, progress file, first number, number after the last. */
  public static void main(String[] args) throws IOException {
    try (FileChannel channel =
        FileChannel.open(Path.of(args[1]), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MappedByteBuffer progress =
          channel.map(FileChannel.MapMode.READ_WRITE, 0, MutantWorker.PROGRESS_BYTES);
      long to = Long.parseLong(args[3]);
      RequestWorker worker = new RequestWorker(progress, Long.parseLong(args[2]), to);
      for (Path folder : folders(Path.of(args[0]))) {
        worker.tryModel(folder);
      }
      progress.putLong(MutantWorker.SEED, to);
    }
    Runtime.getRuntime().halt(0);
  }

  private static List<Path> folders(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.getFileName().toString().equals("model.onnx"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  private void tryModel(Path folder) {
    List<Map<String, TensorValue>> requests;
    NodeCase model;
    try {
      model = NodeCase.read(folder);
      requests = RequestVariants.of(model.inputs().isEmpty() ? ones(model) : model.inputs());
    } catch (RuntimeException e) {
      // Values of types that tensors here do not have.
      return;
    }
    if (number + requests.size() <= from) {
      number += requests.size();
      return;
    }
    try (InferenceSession session =
        TestModels.open(
            ofAnySize(model.model()), Math.floorMod(folder.getFileName().hashCode(), 2) == 0)) {
      requests.forEach(request -> tryRequest(folder, session, request));
    } catch (LeptonException e) {
      number += requests.size();
    }
  }

  private void tryRequest(Path folder, InferenceSession session, Map<String, TensorValue> request) {
    long current = number++;
    if (current >= from && current < to) {
      progress.putLong(MutantWorker.SEED, current);
      Outcome outcome = outcome(folder, session, request, current);
      int at = MutantWorker.COUNTS + 8 * outcome.ordinal();
      progress.putLong(at, progress.getLong(at) + 1);
    }
  }

  private static Outcome outcome(
      Path folder, InferenceSession session, Map<String, TensorValue> request, long current) {
    try {
      session.infer(InferenceRequest.of(request), Deadline.after(PATIENCE));
      return Outcome.RAN;
    } catch (InvalidRequestException e) {
      return Outcome.REFUSED_BEFORE;
    } catch (LeptonException e) {
      return Outcome.RUN_FAILED;
    } catch (OutOfMemoryError e) {
      return Outcome.OUT_OF_MEMORY;
    } catch (RuntimeException | Error e) {
      System.out.println("seed " + current + " of " + folder.getFileName() + ": " + e);
      return Outcome.WRONG_EXCEPTION;
    }
  }

  /** A request of ones, 2 of each size that is open. */
  private static Map<String, TensorValue> ones(NodeCase model) {
    Map<String, TensorValue> ones = new LinkedHashMap<>();
    for (OnnxValueInfo input : model.model().graph().requiredInputs()) {
      if (input.type() instanceof TensorType type) {
        ones.put(input.name(), ones(type));
      }
    }
    return ones;
  }

  private static Tensor ones(TensorType type) {
    long[] dims = type.shape().toShape().toArray();
    for (int i = 0; i < dims.length; i++) {
      dims[i] = dims[i] == Shape.ANY ? 2 : dims[i];
    }
    DataType elements = type.elementType().dataType().orElseThrow();
    if (elements == DataType.BYTES) {
      String[] texts =
          Collections.nCopies((int) Shape.of(dims).elementCount(), "a").toArray(String[]::new);
      return Tensor.of(Shape.of(dims), texts);
    }
    Tensor tensor = Tensor.allocate(elements, Shape.of(dims));
    return RequestVariants.withNumber(tensor, 1, 0, (int) tensor.size());
  }

  private static OnnxModel ofAnySize(OnnxModel model) {
    OnnxGraph graph = model.graph();
    return model.withGraph(
        graph
            .withInputs(graph.inputs().stream().map(RequestWorker::ofAnySize).toList())
            .withOutputs(graph.outputs().stream().map(RequestWorker::ofAnyShape).toList())
            .withValueInfos(List.of()));
  }

  private static OnnxValueInfo ofAnySize(OnnxValueInfo info) {
    if (info.type() instanceof TensorType type && type.shape().isRanked()) {
      List<OnnxDim> dims = Collections.nCopies(type.shape().dims().size(), OnnxDim.open());
      return info.withType(OnnxType.tensor(type.elementType(), OnnxShape.of(dims)));
    }
    return info;
  }

  private static OnnxValueInfo ofAnyShape(OnnxValueInfo info) {
    return info.type() instanceof TensorType type
        ? info.withType(OnnxType.tensor(type.elementType(), OnnxShape.unranked()))
        : info;
  }
}
