package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a file say it is. Protobuf has no signature: only together with a reading
 * that failed do they tell a broken ONNX file from one that never was one.
 */
enum FileKind {
  EMPTY("an empty file"),
  ORT("a file in ONNX Runtime's own format"),
  TFLITE("a TensorFlow Lite file"),
  ZIP("a ZIP archive, perhaps of PyTorch"),
  GZIP("a gzip file: unpack it"),
  PNG("a PNG image"),
  HDF5("an HDF5 file, perhaps of Keras"),
  TEXT("text"),
  LIKELY_ONNX("an ONNX file"),
  OTHER("something else");

  private static final int IR_VERSION_TAG = 0x08;

  /** The tags of fields 2 to 8 and 14, one byte each: all others of a model that take one byte. */
  private static final String SECOND_TAGS = "\22\32\"(2:Br";

  private static final int TEXT_SAMPLE_BYTES = 64;

  private final String description;

  FileKind(String description) {
    this.description = description;
  }

  static FileKind of(ByteBuffer file) {
    byte[] bytes = new byte[Math.min(file.remaining(), TEXT_SAMPLE_BYTES)];
    file.duplicate().get(bytes);
    // Latin-1 maps each byte to one character.
    return ofBeginning(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static FileKind ofBeginning(String bytes) {
    if (bytes.isEmpty()) {
      return EMPTY;
    }
    if (bytes.startsWith("ORTM", 4)) {
      return ORT;
    }
    if (bytes.startsWith("TFL3", 4)) {
      return TFLITE;
    }
    if (isLikelyOnnx(bytes)) {
      return LIKELY_ONNX;
    }
    return ofSignature(bytes);
  }

  private static FileKind ofSignature(String bytes) {
    if (bytes.startsWith("PK\u0003\u0004")) {
      return ZIP;
    }
    if (bytes.startsWith("\u001f\u008b")) {
      return GZIP;
    }
    if (bytes.startsWith("\u0089PNG")) {
      return PNG;
    }
    if (bytes.startsWith("\u0089HDF")) {
      return HDF5;
    }
    return bytes.chars().allMatch(FileKind::isText) ? TEXT : OTHER;
  }

  // Every writer puts the IR version first; all versions so far are numbers of one byte.
  private static boolean isLikelyOnnx(String bytes) {
    return bytes.length() >= 2
        && bytes.charAt(0) == IR_VERSION_TAG
        && bytes.charAt(1) < 0x80
        && (bytes.length() == 2 || SECOND_TAGS.indexOf(bytes.charAt(2)) >= 0);
  }

  private static boolean isText(int c) {
    return c >= ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  boolean isLikelyOnnx() {
    return this == LIKELY_ONNX;
  }

  /**
   * Says whether the file is refused even if it reads as an ONNX model. ONNX Runtime looks for the
   * signature of its own format first, and would load another model than the one that was checked.
   */
  boolean isNeverOnnx() {
    return this == EMPTY || this == ORT;
  }

  MalformedInputException notOnnx(@Nullable Throwable cause) {
    return new MalformedInputException(
        ErrorCode.NOT_ONNX, "Needs an ONNX model, found " + description, cause);
  }
}
