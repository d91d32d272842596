package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxModelBuilder;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.InvalidRequestException;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shapes and values of requests that end the process in ONNX Runtime, or keep it for ever, where
 * nobody guards its operators. In a JVM of its own, which lives.
 */
class RequestValuesLimitsTest {

  @Test
  void infer_valuesThatCrashOperators_areInvalidRequests(@TempDir Path folder) throws Exception {
    ForkedJvm.Result result = ForkedJvm.run(folder, Load.class, 60);

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output().lines().filter(line -> line.startsWith("case ")))
        .hasSize(Load.cases().size())
        .allSatisfy(line -> assertThat(line).endsWith("refused, then answered"));
  }

  /** The load, in a JVM of its own. */
  static final class Load {

    private static final OnnxElementType FLOAT = OnnxElementType.FLOAT;
    private static final String MS = "com.microsoft";

    private record Case(
        String name, OnnxModel model, InferenceRequest bad, InferenceRequest good) {}

    private final long opset;

    private Load(long opset) {
      this.opset = opset;
    }

    public static void main(String[] args) {
      for (Case each : cases()) {
        System.out.print("case " + each.name + each.model.opsetImports() + ": ");
        try (InferenceSession session = TestModels.open(each.model, SessionOptions.defaults())) {
          System.out.println(refusal(session, each.bad) + answer(session, each.good));
        }
      }
    }

    private static String refusal(InferenceSession session, InferenceRequest bad) {
      try {
        session.infer(bad);
        return "ran, ";
      } catch (InvalidRequestException e) {
        return e.getMessage().contains(" needs ") ? "refused, " : e.getMessage();
      }
    }

    private static String answer(InferenceSession session, InferenceRequest good) {
      return session.infer(good).outputs().isEmpty() ? "then not answered" : "then answered";
    }

    /** One list for each operator set in which guards are of other nodes. */
    static List<Case> cases() {
      List<Case> cases = new ArrayList<>();
      for (long opset : new long[] {7, 9, 10, 11, 17}) {
        new Load(opset).addTo(cases);
      }
      return cases;
    }

    private void addTo(List<Case> cases) {
      cases.add(one("", "LpNormalization", shape(2, 0), shape(2, 3)));
      cases.add(one("", "ConvTranspose", shape(1, 1, 0), shape(1, 1, 3), weights(1, 1, 2)));
      cases.add(recurrent("GRU", 3, shape(1, 0, 2)));
      cases.add(recurrent("GRU", 3, shape(0, 1, 2)));
      cases.add(recurrent("LSTM", 4, shape(1, 0, 2)));
      cases.add(one(MS, "Inverse", shape(3, 2), shape(2, 2)));
      cases.add(one(MS, "Inverse", shape(0, 2), shape(2, 2)));
      cases.add(attention(shape(0, 2, 8)));
      cases.add(attention(shape(1, 0, 8)));
      cases.add(skip());
      cases.add(features(shape(3, 2)));
      cases.add(features(shape(0, 2)));
      cases.add(pooling());
      cases.add(poolingThatIsNotFollowed());
      if (opset >= 10) {
        cases.add(one("", "TopK", shape(0, 3), shape(2, 3), scalarInput("k", 1)));
      }
      if (opset >= 11) {
        cases.add(one("", "Unique", shape(2, 0), shape(2, 2), OnnxAttribute.ofInt("axis", 0)));
        cases.add(split());
      }
      if (opset >= 17) {
        addNewest(cases);
      }
    }

    private void addNewest(List<Case> cases) {
      cases.add(
          one(
              "",
              "GridSample",
              shape(1, 1, 0, 2),
              shape(1, 1, 2, 2),
              weights(1, 1, 1, 2),
              OnnxAttribute.ofString("padding_mode", "border")));
      cases.add(fourier(shape(1, 0, 1), 0));
      cases.add(fourier(shape(1, 1, 2), 1));
      cases.add(triangle());
      cases.add(unranked("MaxPool", shape(2, 2), OnnxAttribute.ofInts("kernel_shape", 2, 2)));
      cases.add(axes());
      cases.add(unranked("Einsum", shape(4), OnnxAttribute.ofString("equation", "abcd->ab")));
    }

    private static Shape shape(long... dims) {
      return Shape.of(dims);
    }

    private static long[] open(Shape shape) {
      return LongStream.of(shape.toArray()).map(dim -> -1).toArray();
    }

    private OnnxModelBuilder builder() {
      return OnnxModel.builder("test").opset("", opset).opset("ai.onnx.ml", 3).opset(MS, 1);
    }

    /** A second input: a constant. */
    private record Second(String name, Shape shape, Number value) {

      OnnxModelBuilder addTo(OnnxModelBuilder builder) {
        int count = (int) shape.elementCount();
        return value instanceof Long number
            ? builder.initializer(name, shape, longs(count, number))
            : builder.initializer(name, shape, new float[count]);
      }

      private static long[] longs(int count, long value) {
        return LongStream.generate(() -> value).limit(count).toArray();
      }
    }

    private static Second scalarInput(String name, long value) {
      return new Second(name, Shape.of(1), value);
    }

    private static Second weights(long... dims) {
      return new Second("w", Shape.of(dims), 0f);
    }

    // What comes from the request goes through another node first: it is not the input itself.
    private Case one(String domain, String operator, Shape bad, Shape good, Object... more) {
      OnnxModelBuilder builder = builder().input("x", FLOAT, open(good));
      List<String> inputs = new ArrayList<>(List.of("a"));
      List<OnnxAttribute> attributes = new ArrayList<>();
      for (Object part : more) {
        if (part instanceof Second second) {
          second.addTo(builder);
          inputs.add(second.name);
        } else {
          attributes.add((OnnxAttribute) part);
        }
      }
      List<String> outputs = operator.equals("TopK") ? List.of("y", "i") : List.of("y");
      OnnxModel model =
          builder
              .node("Abs", List.of("x"), List.of("a"))
              .node(domain, operator, inputs, outputs, attributes.toArray(OnnxAttribute[]::new))
              .output("y", anyTensor())
              .build();
      return new Case(operator + " of " + bad, model, ones(bad), ones(good));
    }

    private static OnnxType anyTensor() {
      return OnnxType.tensor(FLOAT, OnnxShape.unranked());
    }

    private static InferenceRequest ones(Shape shape) {
      return InferenceRequest.of("x", ones(DataType.FP32, shape));
    }

    private static Tensor ones(DataType type, Shape shape) {
      Tensor tensor = Tensor.allocate(type, shape);
      for (int i = 0; i < tensor.size(); i++) {
        // Of a matrix that has an inverse.
        tensor.data().putFloat(4 * i, i % 3 == 0 ? 1 : 0);
      }
      return tensor;
    }

    private Case recurrent(String operator, int gates, Shape bad) {
      OnnxModel model =
          builder()
              .input("x", FLOAT, -1, -1, 2)
              .initializer("w", Shape.of(1, gates, 2), new float[2 * gates])
              .initializer("r", Shape.of(1, gates, 1), new float[gates])
              .node("Abs", List.of("x"), List.of("a"))
              .node(
                  operator,
                  List.of("a", "w", "r"),
                  List.of("y"),
                  OnnxAttribute.ofInt("hidden_size", 1))
              .output("y", anyTensor())
              .build();
      return new Case(operator + " of " + bad, model, ones(bad), ones(shape(2, 1, 2)));
    }

    private Case fourier(Shape bad, long half) {
      return one(
          "",
          "DFT",
          bad,
          shape(1, 4, 1 + half),
          OnnxAttribute.ofInt("inverse", half),
          OnnxAttribute.ofInt("onesided", half));
    }

    private Case attention(Shape bad) {
      OnnxModel model =
          builder()
              .input("x", FLOAT, -1, -1, 8)
              .node("Abs", List.of("x"), List.of("a"))
              .node(
                  MS,
                  "MultiHeadAttention",
                  List.of("a", "a", "a"),
                  List.of("y"),
                  OnnxAttribute.ofInt("num_heads", 2))
              .output("y", anyTensor())
              .build();
      return new Case("MultiHeadAttention of " + bad, model, ones(bad), ones(shape(1, 2, 8)));
    }

    private Case skip() {
      OnnxModel model =
          builder()
              .input("x", FLOAT, -1, -1, 4)
              .input("s", FLOAT, -1, -1, 4)
              .initializer("g", Shape.of(4), new float[4])
              .node("Abs", List.of("s"), List.of("a"))
              .node(MS, "SkipLayerNormalization", List.of("x", "a", "g"), List.of("y"))
              .output("y", anyTensor())
              .build();
      Tensor good = ones(DataType.FP32, shape(1, 2, 4));
      Tensor bad = ones(DataType.FP32, shape(0, 2, 4));
      return new Case(
          "SkipLayerNormalization",
          model,
          InferenceRequest.of("x", good).and("s", bad),
          InferenceRequest.of("x", good).and("s", good));
    }

    private Case features(Shape bad) {
      OnnxModel model =
          builder()
              .input("x", FLOAT, -1, 2)
              .input("z", FLOAT, -1, 2)
              .node("Abs", List.of("x"), List.of("a"))
              .node(
                  "ai.onnx.ml",
                  "FeatureVectorizer",
                  List.of("a", "z"),
                  List.of("y"),
                  OnnxAttribute.ofInts("inputdimensions", 2, 2))
              .output("y", anyTensor())
              .build();
      Tensor good = ones(DataType.FP32, shape(2, 2));
      return new Case(
          "FeatureVectorizer of " + bad,
          model,
          InferenceRequest.of("x", ones(DataType.FP32, bad)).and("z", good),
          InferenceRequest.of("x", good).and("z", good));
    }

    private Case split() {
      OnnxModel model =
          builder()
              .input("x", FLOAT, -1)
              .input("n", OnnxElementType.INT64)
              .initializer("zero", Shape.of(), 0L)
              .node("SplitToSequence", List.of("x", "n"), List.of("s"))
              .node("SequenceAt", List.of("s", "zero"), List.of("y"))
              .output("y", anyTensor())
              .build();
      InferenceRequest x = ones(shape(4));
      return new Case(
          "SplitToSequence",
          model,
          x.and("n", Tensor.of(Shape.of(), 0L)),
          x.and("n", Tensor.of(Shape.of(), 2L)));
    }

    private Case pooling() {
      OnnxModel model =
          builder()
              .input("x", FLOAT, -1, 16, -1, -1)
              .initializer("w", Shape.of(16, 16, 3, 3), new float[16 * 16 * 9])
              .node("Conv", List.of("x", "w"), List.of("a"))
              .node(
                  "MaxPool",
                  List.of("a"),
                  List.of("y"),
                  OnnxAttribute.ofInts("kernel_shape", 3, 3),
                  OnnxAttribute.ofInts("strides", 2, 2))
              .output("y", anyTensor())
              .build();
      return new Case("MaxPool", model, ones(shape(1, 16, 4, 4)), ones(shape(1, 16, 5, 5)));
    }

    private Case poolingThatIsNotFollowed() {
      OnnxModel model =
          OnnxModel.builder("test")
              .opset("", opset)
              .input("x", FLOAT, -1)
              .initializer("s", Shape.of(4), 1L, 16L, 3L, -1L)
              .node("Reshape", List.of("x", "s"), List.of("a"))
              .node(
                  "MaxPool",
                  List.of("a"),
                  List.of("y"),
                  OnnxAttribute.ofInts("kernel_shape", 3, 3),
                  OnnxAttribute.ofInts("strides", 2, 2))
              .output("y", anyTensor())
              .build();
      return new Case(
          "MaxPool behind a Reshape", model, ones(shape(16 * 3 * 2)), ones(shape(16 * 3 * 3)));
    }

    private Case unranked(String operator, Shape bad, OnnxAttribute attribute) {
      OnnxModel model =
          builder()
              .input("x", anyTensor())
              .node(operator, List.of("x"), List.of("y"), attribute)
              .output("y", anyTensor())
              .build();
      return new Case(operator + " of " + bad, model, ones(bad), ones(shape(1, 1, 2, 2)));
    }

    private Case axes() {
      OnnxModel model =
          builder()
              .input("x", anyTensor())
              .input("axes", OnnxType.tensor(OnnxElementType.INT64, OnnxShape.unranked()))
              .node("ReduceSum", List.of("x", "axes"), List.of("y"))
              .output("y", anyTensor())
              .build();
      InferenceRequest x = ones(shape(2, 2));
      return new Case(
          "ReduceSum",
          model,
          x.and("axes", Tensor.of(Shape.of(), 1L)),
          x.and("axes", Tensor.of(Shape.of(1), 1L)));
    }

    // No more is refused than a rank that does not suit: the number itself is brought into range.
    private Case triangle() {
      OnnxModel model =
          builder()
              .input("x", FLOAT, -1, -1)
              .input("k", OnnxElementType.INT64)
              .node("Trilu", List.of("x", "k"), List.of("t"))
              .node("LpNormalization", List.of("t"), List.of("y"))
              .output("y", anyTensor())
              .build();
      Tensor least = Tensor.of(Shape.of(), Long.MIN_VALUE);
      return new Case(
          "Trilu", model, ones(shape(2, 0)).and("k", least), ones(shape(2, 2)).and("k", least));
    }
  }
}
