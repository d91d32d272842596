package io.lepton.bench.jmh;

import static io.lepton.format.onnx.OnnxElementType.FLOAT;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxModelBuilder;
import io.lepton.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The models that are measured, from a call that costs nothing to one that costs everything. All
 * have one input {@code x} and one output {@code y} with an open batch; their weights come from a
 * seed, because what a call costs does not depend on what the weights are.
 */
enum InferenceModel {
  /** A logistic regression of twenty features. */
  TINY(1, 20) {
    @Override
    void build(OnnxModelBuilder model, Random random) {
      dense(model, random, 20, 1, "x", "sum");
      model.node("Sigmoid", List.of("sum"), List.of("y"));
    }
  },
  /** Three dense layers, 64 to 256 to 256 to 10. */
  MLP(10, 64) {
    @Override
    void build(OnnxModelBuilder model, Random random) {
      dense(model, random, 64, 256, "x", "h1");
      model.node("Relu", List.of("h1"), List.of("r1"));
      dense(model, random, 256, 256, "r1", "h2");
      model.node("Relu", List.of("h2"), List.of("r2"));
      dense(model, random, 256, 10, "r2", "h3");
      model.node("Softmax", List.of("h3"), List.of("y"), OnnxAttribute.ofInt("axis", 1));
    }
  },
  /** Two convolutions on an image of 28 x 28. */
  CNN(10, 1, 28, 28) {
    @Override
    void build(OnnxModelBuilder model, Random random) {
      convolution(model, random, "c1", "x", 1, 8, 3, 1, 1);
      pool(model, "c1", "p1", 2, 2, false);
      convolution(model, random, "c2", "p1", 8, 16, 3, 1, 1);
      pool(model, "c2", "p2", 2, 2, false);
      model.node("Flatten", List.of("p2"), List.of("flat"), OnnxAttribute.ofInt("axis", 1));
      dense(model, random, 784, 10, "flat", "y");
    }
  },
  /**
   * SqueezeNet 1.1 (Iandola and others, 2016): the file that people download has a batch of one, so
   * its layers are built anew.
   */
  SQUEEZENET(1_000, 3, 224, 224) {
    @Override
    void build(OnnxModelBuilder model, Random random) {
      convolution(model, random, "c1", "x", 3, 64, 3, 2, 0);
      pool(model, "c1", "p1", 3, 2, true);
      String last = fire(model, random, "f2", "p1", 64, 16);
      last = fire(model, random, "f3", last, 128, 16);
      pool(model, last, "p3", 3, 2, true);
      last = fire(model, random, "f4", "p3", 128, 32);
      last = fire(model, random, "f5", last, 256, 32);
      pool(model, last, "p5", 3, 2, true);
      last = fire(model, random, "f6", "p5", 256, 48);
      last = fire(model, random, "f7", last, 384, 48);
      last = fire(model, random, "f8", last, 384, 64);
      last = fire(model, random, "f9", last, 512, 64);
      convolution(model, random, "c10", last, 512, 1_000, 1, 1, 0);
      model.node("GlobalAveragePool", List.of("c10"), List.of("mean"));
      model.node("Flatten", List.of("mean"), List.of("y"), OnnxAttribute.ofInt("axis", 1));
    }
  };

  /** The name of the input. */
  static final String INPUT = "x";

  /** The name of the output. */
  static final String OUTPUT = "y";

  private static final int SEED = 20_260_101;
  private static final int OPSET = 17;
  private static final int EXPANSION = 4;

  private final int outputs;
  private final long[] sizes;

  InferenceModel(int outputs, long... sizes) {
    this.outputs = outputs;
    this.sizes = sizes;
  }

  abstract void build(OnnxModelBuilder model, Random random);

  /** Finds a model by the name that tasks give it. */
  static InferenceModel of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Returns the name that tasks give it. */
  String taskName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the shape of the input. */
  Shape input(int batch) {
    return Shape.of(batched(batch));
  }

  private long[] batched(long batch) {
    long[] all = new long[sizes.length + 1];
    all[0] = batch;
    System.arraycopy(sizes, 0, all, 1, sizes.length);
    return all;
  }

  /** Returns the shape of the output. */
  Shape output(int batch) {
    return Shape.of(batch, outputs);
  }

  /** Makes an input, always the same. */
  float[] values(int batch) {
    return gaussian(new Random(SEED), input(batch), 1);
  }

  /** Writes the model's file, unless it is there, and returns it. */
  Path file(Path folder) throws IOException {
    Path file = folder.resolve(taskName() + ".onnx");
    return Files.exists(file) ? file : Files.write(file, bytes());
  }

  private byte[] bytes() {
    OnnxModelBuilder model =
        OnnxModel.builder(taskName()).opset("", OPSET).input(INPUT, FLOAT, batched(Shape.ANY));
    build(model, new Random(SEED));
    return model.output(OUTPUT, FLOAT, Shape.ANY, outputs).build().toBytes();
  }

  private static void dense(
      OnnxModelBuilder model, Random random, int from, int to, String input, String output) {
    weights(model, random, output, Shape.of(from, to), from);
    model.node("Gemm", List.of(input, output + "_w", output + "_b"), List.of(output));
  }

  private static void weights(
      OnnxModelBuilder model, Random random, String layer, Shape shape, int inputs) {
    int outputs = (int) shape.dimension(shape.rank() == 2 ? 1 : 0);
    // He's initialisation: numbers keep their size through the layers.
    model
        .initializer(layer + "_w", shape, gaussian(random, shape, Math.sqrt(2.0 / inputs)))
        .initializer(layer + "_b", Shape.of(outputs), gaussian(random, Shape.of(outputs), 0.1));
  }

  private static float[] gaussian(Random random, Shape shape, double deviation) {
    float[] values = new float[(int) shape.elementCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return values;
  }

  /** A convolution and a Relu. */
  private static void convolution(
      OnnxModelBuilder model,
      Random random,
      String name,
      String input,
      int from,
      int to,
      int kernel,
      int stride,
      int padding) {
    weights(model, random, name, Shape.of(to, from, kernel, kernel), from * kernel * kernel);
    model.node(
        "Conv",
        List.of(input, name + "_w", name + "_b"),
        List.of(name + "_sum"),
        OnnxAttribute.ofInts("kernel_shape", kernel, kernel),
        OnnxAttribute.ofInts("strides", stride, stride),
        OnnxAttribute.ofInts("pads", padding, padding, padding, padding));
    model.node("Relu", List.of(name + "_sum"), List.of(name));
  }

  private static void pool(
      OnnxModelBuilder model, String input, String output, int kernel, int stride, boolean up) {
    model.node(
        "MaxPool",
        List.of(input),
        List.of(output),
        OnnxAttribute.ofInts("kernel_shape", kernel, kernel),
        OnnxAttribute.ofInts("strides", stride, stride),
        OnnxAttribute.ofInt("ceil_mode", up ? 1 : 0));
  }

  /** Squeezes to few channels, then expands to four times as many by 1 x 1 and by 3 x 3 each. */
  private static String fire(
      OnnxModelBuilder model, Random random, String name, String input, int from, int squeezed) {
    int expanded = EXPANSION * squeezed;
    convolution(model, random, name + "s", input, from, squeezed, 1, 1, 0);
    convolution(model, random, name + "e1", name + "s", squeezed, expanded, 1, 1, 0);
    convolution(model, random, name + "e3", name + "s", squeezed, expanded, 3, 1, 1);
    model.node(
        "Concat", List.of(name + "e1", name + "e3"), List.of(name), OnnxAttribute.ofInt("axis", 1));
    return name;
  }
}
