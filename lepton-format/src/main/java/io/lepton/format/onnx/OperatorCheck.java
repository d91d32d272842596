package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks that each node is of an operator that the runtime knows in the version that the model is
 * written for, or that the model defines itself. For one thread.
 */
final class OperatorCheck {

  private final Set<String> allowedDomains;
  private final Set<FunctionKey> functions = new HashSet<>();

  private OperatorCheck(Set<String> allowedDomains) {
    this.allowedDomains = allowedDomains;
  }

  /**
   * Checks all nodes of a model.
   *
   * @param allowedDomains the domains, by canonical name, that are the caller's business
   * @throws MalformedInputException with {@link ErrorCode#UNKNOWN_OPERATOR}, or with {@link
   *     ErrorCode#MALFORMED_MODEL} if the operator sets contradict each other
   */
  static void check(OnnxModel model, Set<String> allowedDomains) {
    OperatorCheck check = new OperatorCheck(allowedDomains);
    for (OnnxFunction function : model.functions()) {
      check.functions.add(FunctionKey.of(function));
    }
    check.checkNodes(model.graph().nodes(), check.versions(model.opsetImports()));
    for (OnnxFunction function : model.functions()) {
      check.checkNodes(function.nodes(), check.versions(function.opsetImports()));
    }
  }

  private Map<String, Long> versions(Map<String, Long> imports) {
    Map<String, Long> versions = new LinkedHashMap<>();
    for (Map.Entry<String, Long> imported : imports.entrySet()) {
      addVersion(versions, imported.getKey(), imported.getValue());
    }
    return versions;
  }

  private void addVersion(Map<String, Long> versions, String name, long version) {
    String domain = OperatorSets.canonical(name);
    Long other = versions.put(domain, version);
    if (other != null && other != version) {
      throw new MalformedInputException(
          ErrorCode.MALFORMED_MODEL,
          "A model needs one version of the operators of %s, got %d and %d"
              .formatted(named(domain), other, version));
    }
    OperatorTable.Domain known = OperatorTable.domain(domain);
    if (known != null && !allowedDomains.contains(domain)) {
      checkVersion(domain, version, known.lastVersion());
    }
  }

  private static void checkVersion(String domain, long version, long last) {
    if (version < 1 || version > last) {
      throw new MalformedInputException(
          ErrorCode.UNKNOWN_OPERATOR,
          "The operators of %s are known in versions 1 to %d, the model needs version %d"
              .formatted(named(domain), last, version));
    }
  }

  private static String named(String domain) {
    return domain.isEmpty() ? "ai.onnx" : Quoted.of(domain);
  }

  private void checkNodes(List<OnnxNode> nodes, Map<String, Long> versions) {
    for (OnnxNode node : nodes) {
      check(node, versions);
      for (OnnxGraph graph : node.subgraphs()) {
        checkNodes(graph.nodes(), versions);
      }
    }
  }

  private void check(OnnxNode node, Map<String, Long> versions) {
    String domain = OperatorSets.canonical(node.domain());
    boolean isOwn = !functions.isEmpty() && functions.contains(FunctionKey.of(node));
    if (isOwn || allowedDomains.contains(domain)) {
      return;
    }
    OperatorTable.Domain known = OperatorTable.domain(domain);
    if (known == null) {
      throw unknown(node, "of a domain that is neither ONNX's nor ONNX Runtime's own");
    }
    OperatorTable.Versions range = known.operators().get(node.opType());
    if (range == null) {
      throw unknown(node, "which is not among those of ONNX Runtime");
    }
    Long version = versions.get(domain);
    // A domain that is not imported is that of the newest version, as ONNX Runtime has it.
    if (version != null && !range.contains(version)) {
      throw unknown(node, "%s, the model is written for %d".formatted(text(range), version));
    }
  }

  private static String text(OperatorTable.Versions range) {
    return range.last() == Long.MAX_VALUE
        ? "which is there from version %d on".formatted(range.first())
        : "which is there in versions %d to %d".formatted(range.first(), range.last());
  }

  private static MalformedInputException unknown(OnnxNode node, String reason) {
    return new MalformedInputException(
        ErrorCode.UNKNOWN_OPERATOR,
        "%s needs operator %s of domain %s, %s"
            .formatted(
                NodeName.of(node),
                Quoted.of(node.opType()),
                named(OperatorSets.canonical(node.domain())),
                reason));
  }
}
