package io.lepton.runtime.onnx;

import io.lepton.ErrorCode;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.model.InferenceException;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.ValueForm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A model whose inputs and outputs are tensors alone, in place of one that has others.
 *
 * <p>The runtime's Java binding makes no sequences, maps and absent values, reads sequences of four
 * element types alone, and crashes on an absent output. Inside the graph there is none of that, so
 * nodes at its border put values together from tensors and take them apart.
 *
 * <p>For one model that is being opened.
 */
final class Lowering {

  /** The first operator set that has optional values. */
  private static final long FIRST_OPSET_OF_OPTIONAL = 15;

  private final OnnxModel original;
  private final GraphEdit edit;
  private final Map<String, LoweredInput> inputs = new LinkedHashMap<>();
  private final Map<String, LoweredOutput> outputs = new LinkedHashMap<>();

  private Lowering(OnnxModel original, OnnxModel model) {
    this.original = original;
    this.edit = new GraphEdit(model);
  }

  /**
   * Lowers what has to be lowered. What cannot be, a map that goes anywhere but to DictVectorizer
   * for instance, is left as it is, to be refused later.
   *
   * @throws InferenceException if the model is of an operator set that has not what it takes
   */
  static Lowering of(OnnxModel model) {
    Lowering lowering = new Lowering(model, raised(model));
    for (OnnxValueInfo info : model.graph().outputs()) {
      Optional<BorderType> type = BorderType.of(info.type());
      if (type.isPresent()) {
        lowering.output(info, type.get());
      }
    }
    for (OnnxValueInfo info : model.graph().requiredInputs()) {
      Optional<BorderType> type = BorderType.of(info.type());
      if (type.isPresent()) {
        lowering.input(info, type.get());
      }
    }
    return lowering;
  }

  private static OnnxModel raised(OnnxModel model) {
    OnnxModel raised = model;
    for (OnnxValueInfo info : model.graph().outputs()) {
      raised = raised(raised, "Output", info, FIRST_OPSET_OF_OPTIONAL);
    }
    for (OnnxValueInfo info : model.graph().requiredInputs()) {
      raised = raised(raised, "Input", info, OptionalInput.FIRST_OPSET);
    }
    return raised;
  }

  private static OnnxModel raised(OnnxModel model, String kind, OnnxValueInfo info, long optional) {
    Optional<BorderType> type = BorderType.of(info.type());
    if (type.isEmpty()) {
      return model;
    }
    ValueForm form = type.get().form();
    long needed = form.isOptional() ? optional : form.isSequence() ? SequenceInput.FIRST_OPSET : 0;
    return OperatorSetRaise.to(model, needed).orElseThrow(() -> tooOld(model, kind, info, needed));
  }

  private static InferenceException tooOld(
      OnnxModel model, String kind, OnnxValueInfo info, long needed) {
    return new InferenceException(
        ErrorCode.MODEL_REFUSED,
        "%s %s needs operator set %d or later because it is %s, the model is written for %d"
            .formatted(kind, info.name(), needed, info.type(), model.opset("").orElse(0)),
        null);
  }

  boolean isNeeded() {
    return edit.isChanged();
  }

  OnnxModel original() {
    return original;
  }

  /** Returns the model to open. */
  OnnxModel model() {
    return edit.model();
  }

  Map<String, LoweredInput> inputs() {
    return inputs;
  }

  Map<String, LoweredOutput> outputs() {
    return outputs;
  }

  private void input(OnnxValueInfo info, BorderType type) {
    if (!type.form().isMap() || MapInput.suits(edit, info.name(), type.form())) {
      edit.removeInput(info.name());
      inputs.put(info.name(), lowered(info, type));
    }
  }

  private LoweredInput lowered(OnnxValueInfo info, BorderType type) {
    TensorSpec spec = type.spec(info);
    return switch (type.form()) {
      case TENSOR -> new NarrowInput(edit, spec, type.stored(), type.shape());
      case MAP_BY_TEXT, MAP_BY_NUMBER -> MapInput.lower(edit, spec);
      case SEQUENCE -> new SequenceInput(edit, spec, spec.name(), type.stored());
      case OPTIONAL_TENSOR, OPTIONAL_SEQUENCE -> new OptionalInput(edit, spec, type.stored());
    };
  }

  private void output(OnnxValueInfo info, BorderType type) {
    if (!type.form().isMap()) {
      edit.removeOutput(info.name());
      outputs.put(info.name(), loweredOutput(info, type));
    }
  }

  private LoweredOutput loweredOutput(OnnxValueInfo info, BorderType type) {
    TensorSpec spec = type.spec(info);
    if (type.isNarrow()) {
      return NarrowOutput.of(edit, spec, type.shape());
    }
    return type.form().isOptional()
        ? new OptionalOutput(edit, spec, type.stored())
        : new SequenceOutput(edit, spec, spec.name(), type.stored());
  }
}
