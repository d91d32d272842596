package io.lepton.format.onnx;

/**
 * What a node calls a function by.
 *
 * @param domain the canonical domain
 * @param name the operator
 */
record FunctionKey(String domain, String name) {

  static FunctionKey of(OnnxFunction function) {
    return new FunctionKey(OperatorSets.canonical(function.domain()), function.name());
  }

  static FunctionKey of(OnnxNode node) {
    return new FunctionKey(OperatorSets.canonical(node.domain()), node.opType());
  }
}
