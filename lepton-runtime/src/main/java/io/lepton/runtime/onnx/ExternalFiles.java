package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxTensorData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files beside a model that hold tensors of it. Two are equal if nothing has changed in them,
 * as far as size and time tell.
 *
 * @param files each file by its path
 * @param tensorBytes how large all tensors in them are
 */
record ExternalFiles(Map<Path, State> files, long tensorBytes) {

  /**
   * What is known of a file without reading it.
   *
   * @param sizeBytes its size
   * @param modified when it was changed, as precisely as the file system knows
   * @param key what the file system calls the file, if it says
   */
  record State(long sizeBytes, String modified, String key) {}

  /**
   * Looks at the files of a model that was checked.
   *
   * @param folder the model's own; nothing for a model from memory, which has no files
   */
  static ExternalFiles of(OnnxModel model, @Nullable Path folder) throws IOException {
    Map<Path, State> files = new LinkedHashMap<>();
    long bytes = 0;
    if (folder != null) {
      for (OnnxTensorData tensor : model.externalTensors()) {
        Path file = folder.resolve(tensor.externalData().getOrDefault("location", ""));
        if (!files.containsKey(file)) {
          files.put(file, state(file));
        }
        bytes += sizeBytes(tensor);
      }
    }
    return new ExternalFiles(Map.copyOf(files), bytes);
  }

  private static State state(Path file) throws IOException {
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    return new State(
        found.size(), found.lastModifiedTime().toString(), String.valueOf(found.fileKey()));
  }

  private static long sizeBytes(OnnxTensorData tensor) {
    return tensor.elementCount() * Math.max(1, tensor.elementType().sizeBits() / Byte.SIZE);
  }
}
