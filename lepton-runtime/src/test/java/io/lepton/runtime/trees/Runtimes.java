package io.lepton.runtime.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** A tree ensemble in ONNX Runtime, with one thread, beside the compiled one. */
final class Runtimes implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OnnxNode node;
  private final CompiledTrees trees;
  private final int width;
  private final OrtSession theirs;
  private final Optional<OrtSession> post;

  Runtimes(OnnxNode node, CompiledTrees trees, int width) throws OrtException {
    this.node = node;
    this.trees = trees;
    this.width = width;
    this.theirs = open(model(node, trees, width));
    this.post =
        trees.finish() instanceof Finish.InOnnx inOnnx
            ? Optional.of(open(inOnnx.model()))
            : Optional.empty();
  }

  private static OnnxModel model(OnnxNode node, CompiledTrees trees, int width) {
    var builder =
        OnnxModel.builder("ensemble")
            .opset("ai.onnx.ml", 3)
            .opset("", 17)
            .input(node.inputs().get(0), OnnxElementType.FLOAT, -1, width)
            .node(node);
    trees
        .labels()
        .ifPresent(labels -> builder.output(node.outputs().get(0), labelType(labels), -1));
    return builder.output(valuesName(node), OnnxElementType.FLOAT, -1, trees.outputCount()).build();
  }

  private static OnnxElementType labelType(ClassLabels labels) {
    return labels.areTexts() ? OnnxElementType.STRING : OnnxElementType.INT64;
  }

  private static String valuesName(OnnxNode node) {
    return node.outputs().get(node.outputs().size() - 1);
  }

  static OrtSession open(OnnxModel model) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return OrtEnvironment.getEnvironment().createSession(model.toBytes(), options);
    }
  }

  /** Asserts that both give the same bits and labels. */
  void compare(float[] features, String description) throws OrtException {
    int rows = features.length / width;
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(features), new long[] {rows, width});
        OrtSession.Result result = theirs.run(Map.of(node.inputs().get(0), input))) {
      ByteBuffer scores = score(features, rows);
      assertThat(bits(outputs(scores, rows)))
          .as("values of %d rows, %s", rows, description)
          .isEqualTo(bits(values(result)));
      if (trees.labels().isPresent()) {
        assertThat(labels(scores, rows))
            .as("labels of %d rows, %s", rows, description)
            .isEqualTo(result.get(0).getValue());
      }
    }
  }

  private float[] values(OrtSession.Result result) throws OrtException {
    return array(((OnnxTensor) result.get(valuesName(node)).orElseThrow()).getFloatBuffer());
  }

  private static float[] array(FloatBuffer buffer) {
    float[] array = new float[buffer.remaining()];
    buffer.get(array);
    return array;
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  private ByteBuffer score(float[] features, int rows) {
    ByteBuffer in = buffer(features.length);
    in.asFloatBuffer().put(features);
    ByteBuffer scores = buffer(rows * trees.scoreCount());
    trees.score(in, rows, width, scores);
    return scores;
  }

  private float[] outputs(ByteBuffer scores, int rows) throws OrtException {
    if (trees.finish() instanceof Finish.AsScores) {
      return array(scores.asFloatBuffer());
    }
    ByteBuffer outputs = buffer(rows * trees.outputCount());
    if (trees.finish() instanceof Finish.InJava inJava) {
      inJava.finish(scores, rows, outputs);
    } else if (trees.finish() instanceof Finish.InOnnx inOnnx) {
      inOnnx.finish(scores, transformed(scores, rows, inOnnx), rows, outputs);
    }
    return array(outputs.asFloatBuffer());
  }

  private ByteBuffer transformed(ByteBuffer scores, int rows, Finish.InOnnx inOnnx)
      throws OrtException {
    long[] shape = {inOnnx.modelRows(rows), inOnnx.modelWidth()};
    ByteBuffer transformed = buffer(inOnnx.modelRows(rows) * inOnnx.transformedWidth());
    try (OnnxTensor input = OnnxTensor.createTensor(environment, scores.asFloatBuffer(), shape);
        OrtSession.Result result = post.orElseThrow().run(Map.of(Finish.InOnnx.INPUT, input))) {
      transformed.asFloatBuffer().put(((OnnxTensor) result.get(0)).getFloatBuffer());
    }
    return transformed;
  }

  private Object labels(ByteBuffer scores, int rows) {
    ClassLabels labels = trees.labels().orElseThrow();
    int[] classes = new int[rows];
    labels.choose(scores, rows, classes);
    return labels.areTexts()
        ? Arrays.stream(classes).mapToObj(labels.texts()::get).toArray(String[]::new)
        : Arrays.stream(classes).mapToLong(i -> labels.numbers()[i]).toArray();
  }

  static ByteBuffer buffer(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() throws OrtException {
    theirs.close();
    if (post.isPresent()) {
      post.get().close();
    }
  }
}
