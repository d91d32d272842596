package io.lepton.bench;

import static io.lepton.format.onnx.OnnxElementType.FLOAT;

import io.lepton.format.onnx.OnnxModel;
import io.lepton.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The files that the samples of the documentation name, for them to be run on. */
final class SampleFiles {

  private static final Path SHARED = Path.of(System.getProperty("lepton.shared", "../../shared"));

  /** What samples read and write. A tour that names another file is compiled only. */
  static final Set<String> NAMES =
      Set.of(
          "churn/2/model.onnx",
          "churn/model.onnx",
          "churn.onnx",
          "model.onnx",
          "iris.onnx",
          "customers.csv",
          "customers.ndjson",
          "scores.csv",
          "scores.ndjson",
          "rejects.csv");

  private SampleFiles() {}

  static void writeTo(Path folder) throws IOException {
    Path model = folder.resolve("churn/2/model.onnx");
    Files.createDirectories(model.getParent());
    Path sharedModel = SHARED.resolve("models/telco-churn/2/model.onnx");
    Path sharedData = SHARED.resolve("data/telco-customer-churn.csv");
    Path data = folder.resolve("customers.csv");
    if (Files.exists(sharedModel) && Files.exists(sharedData)) {
      Files.copy(sharedModel, model);
      Files.copy(sharedData, data);
    } else {
      Files.write(model, churn().toBytes());
      Files.writeString(data, CUSTOMERS);
    }
    Files.copy(model, folder.resolve("churn/model.onnx"));
    Files.copy(model, folder.resolve("churn.onnx"));
    Files.copy(model, folder.resolve("model.onnx"));
    Files.write(folder.resolve("iris.onnx"), iris().toBytes());
  }

  private static final String CUSTOMERS =
      """
      customerID,tenure,MonthlyCharges,TotalCharges
      0001-A,1,29.85,29.85
      0002-B,34,56.95,1889.5
      0003-C,2,53.85,
      """;

  private static OnnxModel churn() {
    return OnnxModel.builder("churn")
        .opset("", 17)
        .input("tenure", FLOAT, -1, 1)
        .input("MonthlyCharges", FLOAT, -1, 1)
        .initializer("months", Shape.of(1, 1), -0.05f)
        .initializer("charges", Shape.of(1, 1), 0.02f)
        .node("MatMul", List.of("tenure", "months"), List.of("stays"))
        .node("MatMul", List.of("MonthlyCharges", "charges"), List.of("leaves"))
        .node("Add", List.of("stays", "leaves"), List.of("logit"))
        .node("Sigmoid", List.of("logit"), List.of("probability"))
        .output("probability", FLOAT, -1, 1)
        .build();
  }

  private static OnnxModel iris() {
    return OnnxModel.builder("iris")
        .opset("", 17)
        .input("input", FLOAT, -1, 4)
        .initializer("weights", Shape.of(4, 3), 1f, 0f, -1f, 1f, 0f, -1f, -1f, 0f, 1f, -1f, 0f, 1f)
        .node("MatMul", List.of("input", "weights"), List.of("logits"))
        .node("Softmax", List.of("logits"), List.of("output"))
        .output("output", FLOAT, -1, 3)
        .build();
  }
}
