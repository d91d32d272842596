package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values of a LabelEncoder as one tensor, with the default at its end. Stateless. */
final class LookupValues {

  private LookupValues() {}

  static OnnxTensorData of(long[] values, long otherwise) {
    long[] all = Arrays.copyOf(values, values.length + 1);
    all[values.length] = otherwise;
    return OnnxTensorData.of("", Shape.of(all.length), all);
  }

  private static OnnxTensorData of(float[] values, float otherwise) {
    float[] all = Arrays.copyOf(values, values.length + 1);
    all[values.length] = otherwise;
    return OnnxTensorData.of("", Shape.of(all.length), all);
  }

  private static OnnxTensorData of(double[] values, double otherwise) {
    double[] all = Arrays.copyOf(values, values.length + 1);
    all[values.length] = otherwise;
    return OnnxTensorData.of("", Shape.of(all.length), all);
  }

  private static OnnxTensorData of(List<String> values, String otherwise) {
    List<String> all = new ArrayList<>(values);
    all.add(otherwise);
    return OnnxTensorData.of("", Shape.of(all.size()), all.toArray(String[]::new));
  }

  /** Reads a LabelEncoder of version 2 or later; nothing if its values are of no supported kind. */
  static Optional<OnnxTensorData> of(OnnxNode node) {
    List<OnnxAttribute> kinds =
        Stream.of("values_int64s", "values_floats", "values_strings", "values_tensor")
            .flatMap(name -> node.attribute(name).stream())
            .toList();
    if (kinds.size() != 1) {
      return Optional.empty();
    }
    OnnxAttribute values = kinds.get(0);
    OnnxTensorData otherwise =
        node.attribute("default_tensor").map(OnnxAttribute::tensorValue).orElse(null);
    return switch (values.name()) {
      case "values_int64s" -> Optional.of(of(values.ints(), longDefault(node, otherwise)));
      case "values_floats" -> Optional.of(of(values.floats(), floatDefault(node, otherwise)));
      case "values_strings" -> Optional.of(of(values.strings(), textDefault(node, otherwise)));
      default -> ofTensor(values.tensorValue(), node, otherwise);
    };
  }

  private static Optional<OnnxTensorData> ofTensor(
      OnnxTensorData values, OnnxNode node, @Nullable OnnxTensorData otherwise) {
    return switch (values.elementType()) {
      case INT64 -> Optional.of(of(values.longs(), longDefault(node, otherwise)));
      case FLOAT -> Optional.of(of(values.floats(), floatDefault(node, otherwise)));
      case STRING -> Optional.of(of(values.strings(), textDefault(node, otherwise)));
      // Without a default of the same type it is the runtime's secret what is taken.
      case DOUBLE ->
          Optional.ofNullable(otherwise).map(last -> of(values.doubles(), last.doubles()[0]));
      default -> Optional.empty();
    };
  }

  private static long longDefault(OnnxNode node, @Nullable OnnxTensorData otherwise) {
    return otherwise != null
        ? otherwise.longs()[0]
        : node.attribute("default_int64").map(OnnxAttribute::intValue).orElse(-1L);
  }

  private static float floatDefault(OnnxNode node, @Nullable OnnxTensorData otherwise) {
    return otherwise != null
        ? otherwise.floats()[0]
        : node.attribute("default_float").map(OnnxAttribute::floatValue).orElse(-0f);
  }

  private static String textDefault(OnnxNode node, @Nullable OnnxTensorData otherwise) {
    return otherwise != null
        ? otherwise.strings().get(0)
        : node.attribute("default_string").map(OnnxAttribute::stringValue).orElse("_Unused");
  }

  /** Returns the values at some positions. */
  static OnnxTensorData pick(OnnxTensorData values, int[] positions) {
    Shape shape = Shape.of(positions.length);
    return switch (values.elementType()) {
      case INT64 -> {
        long[] all = values.longs();
        yield OnnxTensorData.of(
            "", shape, Arrays.stream(positions).mapToLong(i -> all[i]).toArray());
      }
      case DOUBLE -> {
        double[] all = values.doubles();
        yield OnnxTensorData.of(
            "", shape, Arrays.stream(positions).mapToDouble(i -> all[i]).toArray());
      }
      case FLOAT -> OnnxTensorData.of("", shape, pick(values.floats(), positions));
      default -> {
        List<String> all = values.strings();
        yield OnnxTensorData.of(
            "", shape, Arrays.stream(positions).mapToObj(all::get).toArray(String[]::new));
      }
    };
  }

  private static float[] pick(float[] all, int[] positions) {
    float[] picked = new float[positions.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = all[positions[i]];
    }
    return picked;
  }
}
