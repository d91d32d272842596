package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.lepton.ErrorCode;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.ModelMetadata;
import io.lepton.model.NodePlacement;
import io.lepton.runtime.device.ProfileFile;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a model once with ONNX Runtime's profiler on, to see which provider computes which node: the
 * runtime tells it in no other way but in its log. Stateless.
 */
final class ProfiledRun {

  private ProfiledRun() {}

  /**
   * Runs a model that was opened and has answered the request before.
   *
   * @throws InferenceException if the runtime does not do it again
   */
  static List<NodePlacement> placement(
      OnnxModel model, Settings settings, String name, InferenceRequest request)
      throws IOException {
    try {
      ModelPlan plan =
          settings.options().rewriting() ? ModelPlan.rewrite(model) : ModelPlan.asIs(model);
      return placement(plan, name, settings, request);
    } catch (OrtException e) {
      throw new InferenceException(
          ErrorCode.INFERENCE_FAILED,
          "ONNX Runtime failed to run model %s with its profiler: %s".formatted(name, e.getCode()),
          null);
    }
  }

  private static List<NodePlacement> placement(
      ModelPlan plan, String name, Settings settings, InferenceRequest request)
      throws IOException, OrtException {
    try {
      return profile(plan, plan.signature(name), settings, request);
    } catch (OrtException e) {
      if (!plan.isChanged()) {
        throw e;
      }
      // It was opened as it is then, too.
      return placement(ModelPlan.asIs(plan.original()), name, settings, request);
    }
  }

  private static List<NodePlacement> profile(
      ModelPlan plan, Signature signature, Settings settings, InferenceRequest request)
      throws IOException, OrtException {
    Path folder = Files.createTempDirectory("lepton-profile");
    try (RetainedEnvironment environment =
            RetainedEnvironment.open(
                signature.metadata().name(), settings.options().globalThreads());
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      settings.apply(options);
      options.enableProfiling(folder.resolve("run").toString());
      return run(environment, OnnxSession.direct(plan.model()), options, signature, request);
    } finally {
      delete(folder);
    }
  }

  private static List<NodePlacement> run(
      RetainedEnvironment environment,
      ByteBuffer model,
      OrtSession.SessionOptions options,
      Signature signature,
      InferenceRequest request)
      throws IOException, OrtException {
    try (OrtSession session = environment.environment().createSession(model, options);
        OrtSession.RunOptions quiet = new OrtSession.RunOptions();
        Feeds feeds = Feeds.of(environment.environment(), signature, request.inputs())) {
      quiet.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      session.run(feeds.values(), session.getOutputNames(), Map.of(), quiet).close();
      return ProfileFile.read(Path.of(session.endProfiling()));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  /** Makes inputs of zeros and empty texts, of the smallest shapes that the model declares. */
  static InferenceRequest zeros(ModelMetadata metadata) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    metadata.inputs().forEach(spec -> inputs.put(spec.name(), zeros(spec)));
    return InferenceRequest.of(inputs);
  }

  private static Tensor zeros(TensorSpec spec) {
    long[] dimensions = spec.shape().toArray();
    for (int axis = 0; axis < dimensions.length; axis++) {
      dimensions[axis] = dimensions[axis] == Shape.ANY ? 1 : dimensions[axis];
    }
    Shape shape = Shape.of(dimensions);
    return spec.type() == DataType.BYTES
        ? Tensor.of(shape, emptyTexts(shape))
        : Tensors.allocate(spec.name(), spec.type(), shape);
  }

  private static String[] emptyTexts(Shape shape) {
    String[] texts = new String[Math.toIntExact(shape.elementCount())];
    Arrays.fill(texts, "");
    return texts;
  }
}
