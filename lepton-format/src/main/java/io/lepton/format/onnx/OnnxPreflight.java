package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that is checked of a model in Java before native code gets it.
 *
 * <p>ONNX Runtime reads a model in native code, where a wrong number is not an exception but a
 * wrong place in memory. What can be told from the file alone is told here:
 *
 * <ul>
 *   <li>Tensors are what they say, and external data is where it may be: {@link OnnxCheck}. Sparse
 *       tensors have their elements inside.
 *   <li>Each value is made once, each value that is read is made, and none needs itself.
 *   <li>Operators are ONNX's, ONNX Runtime's or the model's own, in a version that has them.
 *   <li>Functions of the model do not call themselves, and what they stand for is no more than the
 *       allowed number of nodes.
 *   <li>Attributes hold what their type says. Those that are known to crash ONNX Runtime where they
 *       are out of range are in range, and so are inputs left out where it looks at them all the
 *       same.
 * </ul>
 *
 * <pre>{@code
 * OnnxPreflight preflight =
 *     OnnxPreflight.defaults()
 *         .withLimits(OnnxLimits.defaults().withMaxNodes(20_000))
 *         .withCustomDomain("com.acme");               // its library is loaded by us
 * OnnxModel model = preflight.read(ByteBuffer.wrap(bytes));
 * preflight.check(model);
 * }</pre>
 *
 * <p>That a model passes does not mean that the runtime takes it: whether types and shapes fit, it
 * says itself. Nor is it proof that it cannot crash: bounds are given to sizes that a file states,
 * not to those that come of computing.
 *
 * <p>Takes time in proportion to the parts of the model, not to its tensors, and copies none. Those
 * whose elements do not lie as in memory, indices of sparse ones among them, are walked over.
 *
 * <p>Neither here nor in the checks behind it are there lambdas, streams or regular expressions on
 * the way of a sound model: the first ones of a JVM take 20 ms, half of a start.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class OnnxPreflight {

  private static final OnnxPreflight DEFAULTS =
      new OnnxPreflight(OnnxLimits.defaults(), Set.of(), false);

  private final OnnxLimits limits;
  private final Set<String> customDomains;
  private final boolean allowsHardLinks;

  private OnnxPreflight(OnnxLimits limits, Set<String> customDomains, boolean allowsHardLinks) {
    this.limits = limits;
    this.customDomains = customDomains;
    this.allowsHardLinks = allowsHardLinks;
  }

  /**
   * Returns checks for models from outside: the limits of {@link OnnxLimits#defaults}, no custom
   * domains, no hard links.
   *
   * @return the defaults
   */
  public static OnnxPreflight defaults() {
    return DEFAULTS;
  }

  /**
   * Returns these checks with other limits.
   *
   * @param limits how large a model and its parts may be
   * @return changed checks
   */
  public OnnxPreflight withLimits(OnnxLimits limits) {
    return new OnnxPreflight(limits, customDomains, allowsHardLinks);
  }

  /**
   * Leaves the operators of a domain, and their versions, to the runtime: those of a library of
   * one's own, or those of ONNX itself, by the empty name, for an ONNX Runtime newer than 1.28.
   *
   * @param domain the domain, as nodes name it
   * @return changed checks
   */
  public OnnxPreflight withCustomDomain(String domain) {
    Set<String> domains = new HashSet<>(customDomains);
    domains.add(OperatorSets.canonical(domain));
    return new OnnxPreflight(limits, Set.copyOf(domains), allowsHardLinks);
  }

  /**
   * Allows external data to have other names elsewhere on the disk, or forbids it again. Package
   * managers and build tools that keep one copy of a file for many folders make such names.
   *
   * @param allowed whether a file with hard links may be external data
   * @return changed checks
   */
  public OnnxPreflight withHardLinks(boolean allowed) {
    return new OnnxPreflight(limits, customDomains, allowed);
  }

  /**
   * Returns the limits.
   *
   * @return how large a model and its parts may be
   */
  public OnnxLimits limits() {
    return limits;
  }

  /**
   * Reads a model within the limits, and checks no more than that it is one.
   *
   * @param bytes the content of the file, not copied
   * @return the model
   * @throws MalformedInputException as {@link OnnxModel#read(ByteBuffer, OnnxLimits)} does
   * @throws LimitExceededException if it is beyond the limits
   */
  public OnnxModel read(ByteBuffer bytes) {
    return OnnxModel.read(bytes, limits);
  }

  /**
   * Checks a model from memory, which can have no external data.
   *
   * @param model the model
   * @throws MalformedInputException with {@link ErrorCode#UNSAFE_EXTERNAL_DATA}, {@link
   *     ErrorCode#UNKNOWN_OPERATOR} or {@link ErrorCode#MALFORMED_MODEL}; the message names the
   *     part
   * @throws LimitExceededException if it has more nodes, or functions inside each other, than
   *     allowed
   */
  public void check(OnnxModel model) {
    OnnxCheck.check(model);
    checkGraphs(model);
  }

  /**
   * Checks a model from a file.
   *
   * @param model the model
   * @param folder the folder that the model's file lies in
   * @throws MalformedInputException with {@link ErrorCode#UNSAFE_EXTERNAL_DATA}, {@link
   *     ErrorCode#UNKNOWN_OPERATOR} or {@link ErrorCode#MALFORMED_MODEL}; the message names the
   *     part
   * @throws LimitExceededException if it has more nodes, or functions inside each other, than
   *     allowed
   * @throws IOException if the folder or a file in it cannot be looked at
   */
  public void check(OnnxModel model, Path folder) throws IOException {
    OnnxCheck.check(model, folder, allowsHardLinks);
    checkGraphs(model);
  }

  private void checkGraphs(OnnxModel model) {
    FunctionCheck.check(model, limits);
    OperatorCheck.check(model, customDomains);
    GraphCheck.check(model);
    checkGraph(model.graph(), false);
    for (OnnxFunction function : model.functions()) {
      checkNodes(function.nodes(), KnownValues.of(function), true);
    }
  }

  private static void checkGraph(OnnxGraph graph, boolean isInFunction) {
    checkSparse(graph.sparseInitializers());
    checkNodes(graph.nodes(), KnownValues.of(graph), isInFunction);
  }

  private static void checkNodes(List<OnnxNode> nodes, KnownValues values, boolean isInFunction) {
    for (OnnxNode node : nodes) {
      AttributeCheck.check(node, isInFunction);
      for (OnnxAttribute attribute : node.attributes()) {
        checkSparse(attribute.sparseTensors());
        for (OnnxGraph graph : attribute.graphs()) {
          checkGraph(graph, isInFunction);
        }
      }
      OperatorRules.check(node, values);
    }
  }

  private static void checkSparse(List<OnnxSparseTensorData> tensors) {
    for (OnnxSparseTensorData tensor : tensors) {
      SparseCheck.check(tensor);
    }
  }
}
