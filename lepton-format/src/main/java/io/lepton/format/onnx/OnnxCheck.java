package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that a model is whole and its tensors are what they say, before native code gets it.
 *
 * <p>A runtime takes sizes, offsets and file names from the model and acts on them in native
 * memory. These checks are made on every tensor, wherever it hides: in attributes, subgraphs,
 * functions and training graphs as well.
 *
 * <ul>
 *   <li>The model says which operator sets it is written for. In the file this comes after the
 *       graph; where it is missing, the file is likely cut off.
 *   <li>Dimensions are not negative, and their product, times the size of an element, is the number
 *       of bytes there are. Elements of a type that Lepton does not know are left to the runtime.
 *   <li>External data lies in a regular file inside the model's folder, after all symbolic links
 *       are followed, and the file is long enough. It has no other name: a hard link would lead to
 *       a file elsewhere. Where the file system does not count names, as on Windows, this is not
 *       checked. Names that ONNX Runtime takes for addresses in memory are refused.
 * </ul>
 *
 * <p>What is checked can change before a runtime opens it: whoever may write to the folder has the
 * model in hand. {@link OnnxPreflight} checks the rest of the model as well.
 *
 * <p>Stateless and safe for use by many threads.
 */
public final class OnnxCheck {

  private static final long FIRST_IR_VERSION_WITH_OPSETS = 3;

  private OnnxCheck() {}

  /**
   * Checks a model from memory, which can have no external data.
   *
   * @param model the model
   * @throws MalformedInputException with {@link ErrorCode#UNSAFE_EXTERNAL_DATA} if a tensor is
   *     external, with {@link ErrorCode#MALFORMED_MODEL} if elements and dimensions do not fit; the
   *     message names the tensor
   */
  public static void check(OnnxModel model) {
    checkOpsets(model);
    for (OnnxTensorData tensor : TensorWalk.allTensors(model)) {
      ExternalData.checkNoAddress(tensor);
      if (tensor.isExternal()) {
        throw new MalformedInputException(
            ErrorCode.UNSAFE_EXTERNAL_DATA,
            "Tensor %s needs data of its own, a model from memory has no folder for external data"
                .formatted(Quoted.of(tensor.name())));
      }
      TensorPayload.checkPayload(tensor);
    }
  }

  /**
   * Checks a model from a file.
   *
   * @param model the model
   * @param folder the folder that the model's file lies in
   * @throws MalformedInputException with {@link ErrorCode#UNSAFE_EXTERNAL_DATA} if external data
   *     does not lie in a file inside the folder, with {@link ErrorCode#MALFORMED_MODEL} if the
   *     file is missing or too short, or elements and dimensions do not fit; the message names the
   *     tensor
   * @throws IOException if the folder or a file in it cannot be looked at
   */
  public static void check(OnnxModel model, Path folder) throws IOException {
    check(model, folder, false);
  }

  static void check(OnnxModel model, Path folder, boolean allowsHardLinks) throws IOException {
    checkOpsets(model);
    List<OnnxTensorData> tensors = TensorWalk.allTensors(model);
    List<OnnxTensorData> external = new ArrayList<>();
    for (OnnxTensorData tensor : tensors) {
      ExternalData.checkNoAddress(tensor);
      if (tensor.isExternal()) {
        external.add(tensor);
      } else {
        TensorPayload.checkPayload(tensor);
      }
    }
    if (!external.isEmpty()) {
      ExternalData data = ExternalData.in(folder, allowsHardLinks);
      for (OnnxTensorData tensor : external) {
        data.check(tensor);
      }
    }
  }

  private static void checkOpsets(OnnxModel model) {
    if (model.irVersion() >= FIRST_IR_VERSION_WITH_OPSETS && model.opsetImports().isEmpty()) {
      throw new MalformedInputException(
          ErrorCode.MALFORMED_MODEL,
          "A model of IR version %d needs an operator set, got none: the file may be cut off"
              .formatted(model.irVersion()));
    }
  }
}
