package io.lepton.bench.jmh;

import ai.onnxruntime.OrtException;
import io.lepton.tensor.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tribuo.Example;
import org.tribuo.Prediction;
import org.tribuo.impl.ArrayExample;
import org.tribuo.interop.onnx.DenseTransformer;
import org.tribuo.interop.onnx.ONNXExternalModel;
import org.tribuo.interop.onnx.RegressorTransformer;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/**
 * Tribuo's model from elsewhere. Its examples, which are sparse vectors of named features, are made
 * beforehand; the result is one object a row. For models with a matrix as their input.
 */
final class TribuoCall implements InferenceCall {

  private final ONNXExternalModel<Regressor> model;
  private final List<Example<Regressor>> examples;

  private TribuoCall(ONNXExternalModel<Regressor> model, List<Example<Regressor>> examples) {
    this.model = model;
    this.examples = examples;
  }

  static TribuoCall open(Path file, Shape shape, Shape result, float[] values) throws OrtException {
    RegressionFactory factory = new RegressionFactory();
    String[] features = names("f", shape.dimension(1));
    Map<Regressor, Integer> outputs = new LinkedHashMap<>();
    for (String name : names("y", result.dimension(1))) {
      outputs.put(new Regressor(name, Double.NaN), outputs.size());
    }
    Map<String, Integer> mapping = new LinkedHashMap<>();
    for (String name : features) {
      mapping.put(name, mapping.size());
    }
    ONNXExternalModel<Regressor> model =
        ONNXExternalModel.createOnnxModel(
            factory,
            mapping,
            outputs,
            new DenseTransformer(),
            new RegressorTransformer(),
            RawCalls.options(), // theirs from here on
            file,
            InferenceModel.INPUT);
    model.setBatchSize((int) shape.dimension(0));
    return new TribuoCall(model, examples(factory, features, values));
  }

  // Tribuo sorts names, so they sort as they count.
  private static String[] names(String prefix, long count) {
    String[] names = new String[(int) count];
    for (int i = 0; i < count; i++) {
      names[i] = String.format(Locale.ROOT, "%s%04d", prefix, i);
    }
    return names;
  }

  private static List<Example<Regressor>> examples(
      RegressionFactory factory, String[] features, float[] values) {
    List<Example<Regressor>> examples = new ArrayList<>();
    for (int from = 0; from < values.length; from += features.length) {
      double[] row = new double[features.length];
      for (int i = 0; i < row.length; i++) {
        row[i] = values[from + i];
      }
      examples.add(new ArrayExample<>(factory.getUnknownOutput(), features, row));
    }
    return examples;
  }

  @Override
  public List<Prediction<Regressor>> run() {
    return examples.size() == 1 ? List.of(model.predict(examples.get(0))) : model.predict(examples);
  }

  @Override
  public float[] output() {
    List<Prediction<Regressor>> predictions = run();
    int width = predictions.get(0).getOutput().size();
    float[] all = new float[predictions.size() * width];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) predictions.get(i / width).getOutput().getValues()[i % width];
    }
    return all;
  }

  @Override
  public void close() {
    model.close();
  }
}
