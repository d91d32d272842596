package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtException;
import io.lepton.ErrorCode;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.model.InferenceException;
import io.lepton.model.InvalidRequestException;
import io.lepton.model.SessionClosedException;
import io.lepton.runtime.guard.Guards;
import io.lepton.runtime.lane.StopSignal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The runtime's failures in Lepton's terms. Stateless.
 *
 * <p>What the runtime says of a failed run may quote an element, such as an index out of range, so
 * only the place is taken from it, and the exception itself is not kept as the cause. What it says
 * of a model that it refuses holds nothing but the model.
 */
final class OrtFailures {

  private static final Pattern FAILED_NODE =
      Pattern.compile("running (\\w+) node\\. Name:\\s*'([^']*)'");
  private static final Pattern UNKNOWN_OPERATOR =
      Pattern.compile(
          "No Op registered for (?<op>\\w+) with domain_version of (?<version>-?\\d+)"
              + "|(?<domain2>[\\w.]*):(?<op2>\\w+)\\((?<version2>-?\\d+)\\) is not a registered"
              + "|could not find an implementation for (?<op3>\\w+)\\((?<version3>-?\\d+)\\)",
          Pattern.CASE_INSENSITIVE);

  private OrtFailures() {}

  static RuntimeException ofRun(NativeModel model, @Nullable StopSignal stop, OrtException e) {
    // The runtime has no code of its own for a run that was stopped (microsoft/onnxruntime#20999).
    return stop != null && stop.reason() != null ? stop.failure(model.name()) : ofRun(model, e);
  }

  static RuntimeException ofRun(NativeModel model, OrtException e) {
    String message = String.valueOf(e.getMessage());
    if (model.isClosed() && message.contains("terminate flag")) {
      // The JVM shuts down, and running calls were told to stop.
      return new SessionClosedException(model.name());
    }
    Optional<String> need = unmetNeed(message);
    if (need.isPresent()) {
      return new InvalidRequestException(List.of("Model " + model.name() + ": " + need.get()));
    }
    return new InferenceException(
        ErrorCode.INFERENCE_FAILED,
        "ONNX Runtime failed to run model %s: %s%s"
            .formatted(model.name(), e.getCode(), place(message)),
        null);
  }

  private static Optional<String> unmetNeed(String message) {
    Matcher node = FAILED_NODE.matcher(message);
    return node.find() ? Guards.need(node.group(2)) : Optional.empty();
  }

  private static String place(String message) {
    Matcher node = FAILED_NODE.matcher(message);
    return node.find() ? " in node '%s' of type %s".formatted(node.group(2), node.group(1)) : "";
  }

  static InferenceException ofLoad(String name, OnnxModel model, OrtException e) {
    String message = String.valueOf(e.getMessage());
    Matcher operator = UNKNOWN_OPERATOR.matcher(message);
    if (operator.find()) {
      return unknownOperator(name, model, operator);
    }
    return new InferenceException(
        ErrorCode.MODEL_REFUSED, "ONNX Runtime refused model %s: %s".formatted(name, message), e);
  }

  private static InferenceException unknownOperator(String name, OnnxModel model, Matcher found) {
    String operator = first(found, "op", "op2", "op3");
    String version = first(found, "version", "version2", "version3");
    String domain = domain(model, operator);
    return new InferenceException(
        ErrorCode.UNKNOWN_OPERATOR,
        "Model %s needs operator %s of domain %s in version %s, which this ONNX Runtime does not have"
            .formatted(name, operator, domain, version(model, domain, version)),
        null);
  }

  private static String first(Matcher found, String... groups) {
    for (String group : groups) {
      if (found.group(group) != null) {
        return found.group(group);
      }
    }
    return "?";
  }

  private static String domain(OnnxModel model, String operator) {
    Optional<OnnxNode> node =
        model.graph().allNodes().stream()
            .filter(candidate -> candidate.opType().equals(operator))
            .findFirst();
    return node.map(OnnxNode::domain).filter(domain -> !domain.isEmpty()).orElse("ai.onnx");
  }

  // The runtime says -1 where the model does not import the domain.
  private static String version(OnnxModel model, String domain, String said) {
    return model.opset(domain).isPresent() ? Long.toString(model.opset(domain).getAsLong()) : said;
  }
}
