package io.lepton.runtime.onnx;

import io.lepton.ErrorCode;
import io.lepton.data.Vocabulary;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxType.MapType;
import io.lepton.format.onnx.OnnxType.SequenceType;
import io.lepton.format.onnx.OnnxType.TensorType;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.model.InferenceException;
import io.lepton.model.ModelMetadata;
import io.lepton.runtime.guard.LeastSizes;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as it will be loaded, and what was changed of the one in the file.
 *
 * @param original the model in the file
 * @param model the model to load
 * @param inputCodes the text inputs that take codes
 * @param outputCodes the vocabulary of each text output that is coded
 * @param unzipped the outputs that are maps in the file and tensors in the model to load
 */
record ModelPlan(
    OnnxModel original,
    OnnxModel model,
    CodedInputs inputCodes,
    Map<String, Vocabulary> outputCodes,
    Set<String> unzipped) {

  /** Plans to load a model as it is. */
  static ModelPlan asIs(OnnxModel model) {
    return new ModelPlan(model, model, new CodedInputs(), Map.of(), Set.of());
  }

  /** Plans to load a model that says the same and is easier to feed and to read. */
  static ModelPlan rewrite(OnnxModel model) {
    if (isPlain(model.graph())) {
      return asIs(model);
    }
    GraphEdit edit = new GraphEdit(model);
    CodedInputs inputCodes = TextInputs.rewrite(edit);
    Map<String, Vocabulary> outputCodes = TextOutputs.rewrite(edit);
    Set<String> unzipped = ZipMaps.rewrite(edit);
    UnsignedInputs.rewrite(edit);
    return new ModelPlan(model, edit.model(), inputCodes, outputCodes, unzipped);
  }

  // Most models, and there is a start to be quick with: nothing below would find work in them.
  private static boolean isPlain(OnnxGraph graph) {
    for (OnnxValueInfo input : graph.inputs()) {
      if (!isNumeric(input.type())) {
        return false;
      }
    }
    for (OnnxValueInfo output : graph.outputs()) {
      if (!isNumeric(output.type())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumeric(OnnxType type) {
    return type instanceof TensorType tensor
        && switch (tensor.elementType()) {
          case FLOAT, DOUBLE, INT64, INT32, INT8, UINT8, BOOL -> true;
          default -> false;
        };
  }

  boolean isChanged() {
    return model != original;
  }

  /** Returns the inputs and outputs; refuses a model that has other than tensors. */
  Signature signature(String name) {
    OnnxGraph graph = original.graph();
    Map<String, Shape> least = LeastSizes.of(graph);
    List<InputPort> inputs = new ArrayList<>();
    List<TensorSpec> inputSpecs = new ArrayList<>();
    for (OnnxValueInfo info : graph.requiredInputs()) {
      inputs.add(input(info, least.get(info.name())));
      inputSpecs.add(inputs.get(inputs.size() - 1).spec());
    }
    List<OutputPort> outputs = new ArrayList<>();
    List<TensorSpec> outputSpecs = new ArrayList<>();
    for (OnnxValueInfo info : graph.outputs()) {
      outputs.add(output(info));
      outputSpecs.add(outputs.get(outputs.size() - 1).spec());
    }
    ModelMetadata metadata =
        new ModelMetadata(
            name,
            (original.producerName() + " " + original.producerVersion()).strip(),
            inputSpecs,
            outputSpecs,
            original.metadata());
    return new Signature(metadata, inputs, outputs, inputCodes);
  }

  private InputPort input(OnnxValueInfo info, @Nullable Shape least) {
    if (!(info.type() instanceof TensorType tensor)) {
      throw unsupported("Input", info);
    }
    TensorSpec spec = spec(info, tensor, List.of());
    checkFeedable(info, spec.type());
    return new InputPort(
        spec, tensor.shape().isRanked(), inputCodes.codes().get(info.name()), least);
  }

  private void checkFeedable(OnnxValueInfo info, DataType type) {
    boolean isUnsigned = type.isUnsigned() && type != DataType.UINT8;
    if (isUnsigned && isAsDeclared(info)) {
      throw new InferenceException(
          ErrorCode.MODEL_REFUSED,
          "Input %s needs %s, of which ONNX Runtime's Java binding makes no tensors: %s"
              .formatted(info.name(), type, "open the model with rewriting"),
          null);
    }
  }

  private boolean isAsDeclared(OnnxValueInfo info) {
    OnnxValueInfo loaded = model.graph().input(info.name()).orElse(null);
    return loaded != null && loaded.type().equals(info.type());
  }

  private OutputPort output(OnnxValueInfo info) {
    Vocabulary codes = outputCodes.get(info.name());
    if (info.type() instanceof TensorType tensor) {
      List<String> labels = ZipMaps.columnLabels(original.graph(), info.name());
      TensorSpec spec = spec(info, tensor, labels);
      boolean isInput = original.graph().input(info.name()).isPresent();
      return new OutputPort(
          spec, codes, isInput ? OutputPort.Kind.PASSED_THROUGH : OutputPort.Kind.TENSOR);
    }
    if (isMaps(info.type())) {
      boolean isTensor = unzipped.contains(info.name());
      return new OutputPort(
          unzippedSpec(info), null, isTensor ? OutputPort.Kind.TENSOR : OutputPort.Kind.MAPS);
    }
    throw unsupported("Output", info);
  }

  private static boolean isMaps(OnnxType type) {
    return type instanceof SequenceType sequence
        && sequence.elementType() instanceof MapType map
        && map.valueType() instanceof TensorType value
        && value.elementType() == OnnxElementType.FLOAT;
  }

  private TensorSpec unzippedSpec(OnnxValueInfo info) {
    List<String> labels = ZipMaps.columnLabels(original.graph(), info.name());
    long columns = labels.isEmpty() ? Shape.ANY : labels.size();
    Shape shape = Shape.of(Shape.ANY, columns);
    return new TensorSpec(info.name(), DataType.FP32, shape, List.of("", ""), labels);
  }

  // A shape that is not declared cannot be said in a spec: one open dimension stands for it.
  private static TensorSpec spec(OnnxValueInfo info, TensorType tensor, List<String> labels) {
    OnnxShape declared = tensor.shape();
    Shape shape = declared.isRanked() ? declared.toShape() : Shape.of(Shape.ANY);
    List<String> symbols = declared.isRanked() ? declared.symbols() : List.of("");
    DataType type = tensor.elementType().dataType().orElse(null);
    if (type == null) {
      throw unsupported("Value", info);
    }
    return new TensorSpec(info.name(), type, shape, symbols, fitting(labels, shape));
  }

  private static List<String> fitting(List<String> labels, Shape shape) {
    boolean fits = shape.rank() == 2 && !labels.isEmpty() && shape.dimension(1) == labels.size();
    return fits ? labels : List.of();
  }

  private static InferenceException unsupported(String kind, OnnxValueInfo info) {
    return new InferenceException(
        ErrorCode.MODEL_REFUSED,
        "%s %s needs to be a tensor of a type that Lepton has, it is %s"
            .formatted(kind, info.name(), info.type()),
        null);
  }
}
