package io.lepton.runtime.onnx;

import io.lepton.model.ModelMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The inputs and outputs of a model, with what its file says of itself.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class Signature {

  private final ModelMetadata metadata;
  private final CodedInputs codedInputs;
  private final Map<String, InputPort> inputs = new LinkedHashMap<>();
  private final Map<String, OutputPort> outputs = new LinkedHashMap<>();

  Signature(
      ModelMetadata metadata,
      List<InputPort> inputs,
      List<OutputPort> outputs,
      CodedInputs codedInputs) {
    this.metadata = metadata;
    this.codedInputs = codedInputs;
    for (InputPort port : inputs) {
      this.inputs.put(port.name(), port);
    }
    for (OutputPort port : outputs) {
      this.outputs.put(port.name(), port);
    }
  }

  /** Returns the same under another name of the model. */
  Signature named(String name) {
    ModelMetadata named =
        new ModelMetadata(
            name,
            metadata.producer(),
            metadata.inputs(),
            metadata.outputs(),
            metadata.properties());
    return new Signature(
        named, List.copyOf(inputs.values()), List.copyOf(outputs.values()), codedInputs);
  }

  ModelMetadata metadata() {
    return metadata;
  }

  Map<String, InputPort> inputs() {
    return inputs;
  }

  Map<String, OutputPort> outputs() {
    return outputs;
  }

  CodedInputs codedInputs() {
    return codedInputs;
  }

  InputPort input(String name) {
    InputPort port = inputs.get(name);
    if (port == null) {
      throw new IllegalArgumentException(unknown("input", name, inputs.keySet()));
    }
    return port;
  }

  OutputPort output(String name) {
    OutputPort port = outputs.get(name);
    if (port == null) {
      throw new IllegalArgumentException(unknown("output", name, outputs.keySet()));
    }
    return port;
  }

  /** Returns the wanted outputs in the model's order, all of them if none is named. */
  List<OutputPort> wanted(Set<String> names) {
    if (names.isEmpty()) {
      return List.copyOf(outputs.values());
    }
    List<OutputPort> wanted = new ArrayList<>(outputs.values());
    wanted.removeIf(port -> !names.contains(port.name()));
    return wanted;
  }

  static String unknown(String kind, String name, Set<String> known) {
    return "The model has no %s %s, it has %s".formatted(kind, name, String.join(", ", known));
  }
}
