package io.lepton.model;

import io.lepton.tensor.TensorSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model says of itself.
 *
 * @param name the name it was opened under
 * @param producer the tool that wrote it, with its version; empty if it does not say
 * @param inputs the inputs, in the model's order
 * @param outputs the outputs, in the model's order
 * @param properties the free entries of the model file, unmodifiable
 */
public record ModelMetadata(
    String name,
    String producer,
    List<TensorSpec> inputs,
    List<TensorSpec> outputs,
    Map<String, String> properties) {

  /**
   * Copies the parts.
   *
   * @param name the name it was opened under
   * @param producer the tool that wrote it, with its version; empty if it does not say
   * @param inputs the inputs, in the model's order
   * @param outputs the outputs, in the model's order
   * @param properties the free entries of the model file, unmodifiable
   */
  public ModelMetadata {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /**
   * Finds an input.
   *
   * @param input its name
   * @return the input, or empty if the model has none of that name
   */
  public Optional<TensorSpec> input(String input) {
    return inputs.stream().filter(spec -> spec.name().equals(input)).findFirst();
  }

  /**
   * Finds an output.
   *
   * @param output its name
   * @return the output, or empty if the model has none of that name
   */
  public Optional<TensorSpec> output(String output) {
    return outputs.stream().filter(spec -> spec.name().equals(output)).findFirst();
  }
}
