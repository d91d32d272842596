package io.lepton.bench.jmh;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The Deep Java Library on its ONNX Runtime engine: a predictor with a translator that turns floats
 * to an array of the runtime and back, and does not stack, because the batch is one already.
 *
 * <p>It must be the first in its JVM: its engine fails where ONNX Runtime's environment exists.
 */
final class DjlCall implements InferenceCall {

  private final Model model;
  private final Predictor<float[], float[]> predictor;
  private final float[] values;

  private DjlCall(Model model, Predictor<float[], float[]> predictor, float[] values) {
    this.model = model;
    this.predictor = predictor;
    this.values = values;
  }

  static DjlCall open(Path file, io.lepton.tensor.Shape shape, float[] values)
      throws IOException, MalformedModelException, OrtException {
    Model model = Model.newInstance("benchmark", "OnnxRuntime");
    // Theirs from here on: the model closes them.
    OrtSession.SessionOptions options = RawCalls.options();
    model.load(file, null, Map.of("sessionOptions", options));
    return new DjlCall(model, model.newPredictor(new Floats(new Shape(shape.toArray()))), values);
  }

  @Override
  public float[] run() throws TranslateException {
    return predictor.predict(values);
  }

  @Override
  public float[] output() throws TranslateException {
    return run();
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }

  private record Floats(Shape shape) implements NoBatchifyTranslator<float[], float[]> {

    @Override
    public NDList processInput(TranslatorContext context, float[] input) {
      return new NDList(context.getNDManager().create(input, shape));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList list) {
      return list.singletonOrThrow().toFloatArray();
    }
  }
}
