package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxDim;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxModelBuilder;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.format.onnx.OnnxType;
import io.lepton.model.BoundInference;
import io.lepton.model.InferenceSession;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random models of text encoders answer the same, bit for bit, rewritten and as they are. */
class TextRewritingFuzzTest {

  private static final String ML = TestModels.ML;
  private static final int MODELS = 60;

  private static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>();
    for (long i = 0; i < MODELS; i++) {
      seeds.add(7_000 + i);
    }
    return seeds;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rewritten_randomModel_equalsTheOriginal(long seed) {
    Random random = new Random(seed);
    Generated generated = new Generated(random);
    OnnxModel model = generated.model();
    try (InferenceSession rewritten = TestModels.open(model, true);
        InferenceSession original = TestModels.open(model, false)) {
      for (int rows : new int[] {1, 5, 5, 64}) {
        Map<String, Tensor> inputs = generated.inputs(random, rows);
        Map<String, Tensor> expected = Outputs.infer(original, inputs);
        String what = "seed " + seed + ", " + rows + " rows, model " + model.graph().nodes();
        Outputs.assertSame(Outputs.infer(rewritten, inputs), expected, what);
        Outputs.assertSame(Outputs.bound(rewritten, inputs), expected, what);
        Outputs.assertSame(Outputs.bound(original, inputs), expected, what);
      }
      assertCoded(rewritten, generated);
    }
  }

  private static void assertCoded(InferenceSession session, Generated generated) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    generated.inputs(new Random(1), 1).forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    try (BoundInference bound = session.bind(shapes)) {
      for (String input : generated.inputNames) {
        assertThat(bound.inputCodes(input)).as(input + " is coded").isPresent();
      }
    }
  }

  /** A model with some text columns, each with some encoders. */
  private static final class Generated {

    private static final String[] WORDS = {
      "a", "b", "red", "green", "blue", "No", "Yes", "No phone service", "", "ä", "once more"
    };

    final List<String> inputNames = new ArrayList<>();
    private final Random random;
    private final long opset;
    private final long mlOpset;
    private final boolean isColumn;
    private final boolean hasSymbol;
    private final OnnxModelBuilder builder;
    private final List<String> features = new ArrayList<>();
    private int names;

    Generated(Random random) {
      this.random = random;
      opset = new long[] {9, 11, 13, 17}[random.nextInt(4)];
      mlOpset = 1 + random.nextInt(4);
      isColumn = random.nextInt(4) > 0;
      hasSymbol = random.nextBoolean();
      builder = OnnxModel.builder("generated").opset("", opset).opset(ML, mlOpset);
    }

    OnnxModel model() {
      int columns = 1 + random.nextInt(4);
      for (int i = 0; i < columns; i++) {
        column("text" + i);
      }
      if (!features.isEmpty()) {
        String concat = name();
        builder.node("Concat", features, List.of(concat), OnnxAttribute.ofInt("axis", 1));
        output(concat, OnnxElementType.FLOAT);
      }
      return builder.build();
    }

    private String name() {
      return "v" + names++;
    }

    private void output(String value, OnnxElementType type) {
      String output = name();
      builder.node("Identity", List.of(value), List.of(output));
      builder.output(output, OnnxType.tensor(type, OnnxShape.unranked()));
    }

    private void column(String input) {
      inputNames.add(input);
      OnnxDim rows = hasSymbol ? TestModels.batch() : OnnxDim.open();
      builder.input(
          input,
          isColumn
              ? TestModels.tensor(OnnxElementType.STRING, rows, OnnxDim.of(1))
              : TestModels.tensor(OnnxElementType.STRING, rows));
      int encoders = 1 + random.nextInt(2);
      for (int i = 0; i < encoders; i++) {
        encoder(random.nextInt(4) == 0 ? moved(input) : input);
      }
    }

    /** The same text in the same shape, by a detour. */
    private String moved(String value) {
      String there = name();
      if (random.nextBoolean()) {
        builder.node("Identity", List.of(value), List.of(there));
        return there;
      }
      String target = name();
      long[] shape = isColumn ? new long[] {-1, 1} : new long[] {-1};
      builder.initializer(target, Shape.of(shape.length), shape);
      builder.node("Reshape", List.of(value, target), List.of(there));
      return there;
    }

    private void encoder(String text) {
      switch (random.nextInt(4)) {
        case 0, 1 -> oneHot(text);
        case 2 -> categoryMapper(text);
        default -> labelEncoder(text);
      }
    }

    /** Some words; now and then one of them twice. */
    private String[] words() {
      List<String> words = new ArrayList<>(List.of(WORDS));
      Collections.shuffle(words, random);
      words = new ArrayList<>(words.subList(0, 1 + random.nextInt(5)));
      if (random.nextInt(4) == 0) {
        words.add(words.get(0));
      }
      return words.toArray(String[]::new);
    }

    private void oneHot(String text) {
      String[] words = words();
      String hot = name();
      builder.node(
          ML,
          "OneHotEncoder",
          List.of(text),
          List.of(hot),
          OnnxAttribute.ofStrings("cats_strings", words));
      if (!isColumn) {
        features.add(hot);
        return;
      }
      String target = name();
      String row = name();
      builder.initializer(target, Shape.of(2), -1L, (long) words.length);
      builder.node("Reshape", List.of(hot, target), List.of(row));
      features.add(row);
      if (random.nextInt(3) == 0) {
        output(hot, OnnxElementType.FLOAT);
      }
    }

    private void categoryMapper(String text) {
      String[] words = words();
      String number = name();
      builder.node(
          ML,
          "CategoryMapper",
          List.of(text),
          List.of(number),
          OnnxAttribute.ofStrings("cats_strings", words),
          OnnxAttribute.ofInts("cats_int64s", random.longs(words.length).toArray()),
          OnnxAttribute.ofInt("default_int64", random.nextLong()));
      output(number, OnnxElementType.INT64);
    }

    private void labelEncoder(String text) {
      String[] words = words();
      String number = name();
      if (mlOpset == 1) {
        builder.node(
            ML,
            "LabelEncoder",
            List.of(text),
            List.of(number),
            OnnxAttribute.ofStrings("classes_strings", words));
        output(number, OnnxElementType.INT64);
        return;
      }
      switch (random.nextInt(mlOpset >= 4 ? 5 : 3)) {
        case 0 -> {
          labelEncoder(text, words, number, "values_int64s");
          output(number, OnnxElementType.INT64);
        }
        case 1 -> {
          labelEncoder(text, words, number, "values_floats");
          output(number, OnnxElementType.FLOAT);
          if (isColumn) {
            features.add(number);
          }
        }
        case 2 -> {
          labelEncoder(text, words, number, "values_strings");
          output(number, OnnxElementType.STRING);
        }
        default -> tensorLabelEncoder(text, words, number);
      }
    }

    private void labelEncoder(String text, String[] words, String number, String kind) {
      List<OnnxAttribute> attributes = new ArrayList<>();
      attributes.add(OnnxAttribute.ofStrings("keys_strings", words));
      boolean hasDefault = random.nextBoolean();
      switch (kind) {
        case "values_int64s" -> {
          attributes.add(OnnxAttribute.ofInts(kind, random.longs(words.length).toArray()));
          if (hasDefault) {
            attributes.add(OnnxAttribute.ofInt("default_int64", 42));
          }
        }
        case "values_floats" -> {
          attributes.add(OnnxAttribute.ofFloats(kind, floats(words.length)));
          if (hasDefault) {
            attributes.add(OnnxAttribute.ofFloat("default_float", Float.NaN));
          }
        }
        default -> {
          String[] values = new String[words.length];
          Arrays.setAll(values, i -> WORDS[random.nextInt(WORDS.length)]);
          attributes.add(OnnxAttribute.ofStrings(kind, values));
          if (hasDefault) {
            attributes.add(OnnxAttribute.ofString("default_string", "other"));
          }
        }
      }
      builder.node(
          ML,
          "LabelEncoder",
          List.of(text),
          List.of(number),
          attributes.toArray(OnnxAttribute[]::new));
    }

    private void tensorLabelEncoder(String text, String[] words, String number) {
      Shape shape = Shape.of(words.length);
      double[] values = random.doubles(words.length).toArray();
      builder.node(
          ML,
          "LabelEncoder",
          List.of(text),
          List.of(number),
          OnnxAttribute.ofTensor("keys_tensor", OnnxTensorData.of("", shape, words)),
          OnnxAttribute.ofTensor("values_tensor", OnnxTensorData.of("", shape, values)),
          OnnxAttribute.ofTensor("default_tensor", OnnxTensorData.of("", Shape.of(1), -7.5)));
      output(number, OnnxElementType.DOUBLE);
    }

    private float[] floats(int count) {
      float[] floats = new float[count];
      for (int i = 0; i < count; i++) {
        floats[i] = random.nextInt(5) == 0 ? Float.NaN : random.nextFloat();
      }
      return floats;
    }

    Map<String, Tensor> inputs(Random random, int rows) {
      Map<String, Tensor> inputs = new LinkedHashMap<>();
      Shape shape = isColumn ? Shape.of(rows, 1) : Shape.of(rows);
      for (String input : inputNames) {
        String[] texts = new String[rows];
        for (int i = 0; i < rows; i++) {
          texts[i] = random.nextInt(4) == 0 ? "unknown" : WORDS[random.nextInt(WORDS.length)];
        }
        inputs.put(input, Tensor.of(shape, texts));
      }
      return inputs;
    }
  }
}
