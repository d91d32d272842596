package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.tensor.TensorValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One case of ONNX's backend tests: a model, what goes in, and what should come out.
 *
 * @param name the name of its folder
 * @param bytes the model's file
 * @param model the model
 * @param inputs what goes in, by name
 * @param expected what should come out, by name, in the model's order
 */
record NodeCase(
    String name,
    byte[] bytes,
    OnnxModel model,
    Map<String, TensorValue> inputs,
    Map<String, TensorValue> expected) {

  static NodeCase read(Path folder) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve("model.onnx"));
      OnnxModel model = OnnxModel.read(bytes);
      Path data = folder.resolve("test_data_set_0");
      return new NodeCase(
          folder.getFileName().toString(),
          bytes,
          model,
          values(data, "input", model.graph().inputs()),
          values(data, "output", model.graph().outputs()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Map<String, TensorValue> values(
      Path folder, String kind, List<OnnxValueInfo> infos) throws IOException {
    Map<String, TensorValue> values = new LinkedHashMap<>();
    for (int i = 0; i < infos.size(); i++) {
      Path file = folder.resolve(kind + "_" + i + ".pb");
      if (Files.exists(file)) {
        values.put(infos.get(i).name(), ValueFiles.read(file, infos.get(i).type()));
      }
    }
    return values;
  }
}
