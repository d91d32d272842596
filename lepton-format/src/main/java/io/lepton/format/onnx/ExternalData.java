package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The files beside a model that tensors name as the place of their elements. For one thread. */
final class ExternalData {

  // ONNX Runtime takes the offset for an address in its own process where the location is one of
  // its markers, */_ORT_MEM_ADDR_/* and since 1.28 */_ORT_NATIVE_ENDIAN_MEM_ADDR_/*. There may be
  // more of them to come.
  private static final String MARKER_START = "*/";
  private static final String MARKER_PART = "_MEM_ADDR_";

  // Of a class of their own: most models have no external data.
  private static final class Patterns {

    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  }

  private final Path folder;
  private final boolean allowsHardLinks;

  /** Many tensors share one file; its name is resolved once. */
  private final Map<String, Long> sizesBytes = new HashMap<>();

  private ExternalData(Path folder, boolean allowsHardLinks) {
    this.folder = folder;
    this.allowsHardLinks = allowsHardLinks;
  }

  static ExternalData in(Path folder, boolean allowsHardLinks) throws IOException {
    return new ExternalData(folder.toRealPath(), allowsHardLinks);
  }

  /** Refuses an address in memory in a tensor that is not external, or not said to be. */
  static void checkNoAddress(OnnxTensorData tensor) {
    String location = tensor.externalData().getOrDefault("location", "");
    if (isAddress(location)) {
      throw unsafe(tensor, location, "is an address in memory");
    }
  }

  private static boolean isAddress(String location) {
    return location.startsWith(MARKER_START) || location.contains(MARKER_PART);
  }

  void check(OnnxTensorData tensor) throws IOException {
    checkKeys(tensor);
    checkType(tensor);
    String location = tensor.externalData().getOrDefault("location", "");
    Long sizeBytes = sizesBytes.get(location);
    if (sizeBytes == null) {
      sizeBytes = resolve(tensor, location);
      sizesBytes.put(location, sizeBytes);
    }
    checkRange(tensor, sizeBytes);
  }

  // Of a repeated key one reader takes the first value and another the last.
  static void checkKeys(OnnxTensorData tensor) {
    long entries = ProtoArrays.count(tensor.message(), OnnxTensorData.EXTERNAL_DATA);
    if (entries != tensor.externalData().size()) {
      throw tensor.malformed("needs each key of its external data once");
    }
  }

  static void checkType(OnnxTensorData tensor) {
    switch (tensor.elementType()) {
      case STRING, UNDEFINED ->
          throw tensor.malformed(
              "of type %s cannot have external data".formatted(tensor.elementType()));
      default -> {}
    }
  }

  private long resolve(OnnxTensorData tensor, String location) throws IOException {
    checkName(tensor, location);
    Path file = realPath(tensor, location);
    if (!file.startsWith(folder)) {
      throw unsafe(tensor, location, "leads out of the model's folder");
    }
    if (!Files.isRegularFile(file)) {
      throw unsafe(tensor, location, "is not a regular file");
    }
    if (!allowsHardLinks && isHardLinked(file)) {
      throw unsafe(tensor, location, "has another name elsewhere, a hard link");
    }
    return Files.size(file);
  }

  // A second name may lie anywhere on the disk, in a folder that the model must not reach into.
  private static boolean isHardLinked(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return false;
    }
    return Files.getAttribute(file, "unix:nlink") instanceof Integer links && links > 1;
  }

  private static void checkName(OnnxTensorData tensor, String location) {
    if (location.isEmpty()) {
      throw tensor.malformed("is external and needs a location, got none");
    }
    checkNoAddress(tensor);
    // Everywhere, not only on Windows: a model is safe or not, whatever machine looks at it.
    if (location.startsWith("/")
        || location.contains("\\")
        || Patterns.DRIVE.matcher(location).find()) {
      throw unsafe(tensor, location, "is not a relative path with / between its parts");
    }
    // Even where it stays inside the folder: with a symbolic link before it, ".." is anywhere.
    if (Arrays.asList(location.split("/", -1)).contains("..")) {
      throw unsafe(tensor, location, "has the part ..");
    }
  }

  private Path realPath(OnnxTensorData tensor, String location) throws IOException {
    try {
      return folder.resolve(location).toRealPath();
    } catch (InvalidPathException e) {
      throw unsafe(tensor, location, "is not a path");
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      // A file that is missing, a link to itself, a file used as a folder, a name too long.
      throw tensor.malformed("needs the file " + Quoted.of(location) + ", which cannot be found");
    }
  }

  static void checkRange(OnnxTensorData tensor, long fileBytes) {
    long offset = number(tensor, "offset", 0);
    long expected = expectedBytes(tensor);
    long length = number(tensor, "length", expected);
    if (length != expected) {
      throw tensor.malformed(
          "%s %s needs %d bytes of external data, got %d"
              .formatted(tensor.elementType(), tensor.shape(), expected, length));
    }
    if (offset > fileBytes || length > fileBytes - offset) {
      throw tensor.malformed(
          "needs %d bytes from byte %d of its external file, which has %d"
              .formatted(length, offset, fileBytes));
    }
  }

  static long expectedBytes(OnnxTensorData tensor) {
    return tensor.elementType() == OnnxElementType.UNRECOGNIZED
        ? number(tensor, "length", 0)
        : TensorPayload.sizeBytes(tensor);
  }

  // Eighteen digits fit in a long; signs, spaces and other bases are what parsers disagree on.
  static long number(OnnxTensorData tensor, String key, long fallback) {
    String text = tensor.externalData().get(key);
    if (text == null) {
      return fallback;
    }
    if (!Patterns.NUMBER.matcher(text).matches()) {
      throw tensor.malformed(
          "needs a number of bytes as %s of its external data, got %s"
              .formatted(key, Quoted.of(text)));
    }
    return Long.parseLong(text);
  }

  private static MalformedInputException unsafe(
      OnnxTensorData tensor, String location, String reason) {
    return new MalformedInputException(
        ErrorCode.UNSAFE_EXTERNAL_DATA,
        "Tensor %s has external data at %s, which %s"
            .formatted(Quoted.of(tensor.name()), Quoted.of(location), reason));
  }
}
