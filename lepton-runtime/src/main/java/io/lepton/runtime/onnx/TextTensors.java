package io.lepton.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.lepton.data.Vocabulary;
import io.lepton.model.BoundInference.TextCodes;
import io.lepton.model.InvalidRequestException;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Text on its way into and out of the runtime: as codes where the model was rewritten, as strings
 * where it was not.
 *
 * <p>The Java binding hands strings over in the JVM's own modified UTF-8, which differs from UTF-8
 * for NUL and for characters beyond U+FFFF. The model would take them for other text, without a
 * word, so such input is refused here. Codes have no such limit.
 *
 * <p>Stateless.
 */
final class TextTensors {

  private TextTensors() {}

  /** Looks every element up. */
  static int[] encode(InputPort port, TextCodes coded, Tensor text) {
    Vocabulary vocabulary = coded.vocabulary();
    int[] codes = new int[text.size()];
    for (int i = 0; i < codes.length; i++) {
      byte[] element = text.bytes(i);
      codes[i] = vocabulary.codeOf(element, 0, element.length);
      if (codes[i] == Vocabulary.UNKNOWN && !coded.acceptsUnknown()) {
        throw refused(port, i, "one of the %d texts the model knows".formatted(vocabulary.size()));
      }
    }
    return codes;
  }

  /** Checks that codes are what the model takes: any other would read past the end of a table. */
  static void checkCodes(InputPort port, TextCodes coded, int[] codes, int count) {
    int lowest = coded.acceptsUnknown() ? Vocabulary.UNKNOWN : 0;
    int range = coded.vocabulary().size() - lowest;
    for (int i = 0; i < count; i++) {
      if (Integer.compareUnsigned(codes[i] - lowest, range) >= 0) {
        throw refused(port, i, "codes from %d to %d".formatted(lowest, range + lowest - 1));
      }
    }
  }

  private static InvalidRequestException refused(InputPort port, int element, String needed) {
    return new InvalidRequestException(
        List.of("Input %s needs %s, element %d is not".formatted(port.name(), needed, element)));
  }

  /** Replaces every code by its text. */
  static Tensor decode(Vocabulary vocabulary, Tensor codes) {
    LongBuffer source = codes.data().asLongBuffer();
    byte[][] elements = new byte[codes.size()][];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = utf8(vocabulary.terms().get(Math.toIntExact(source.get(i))));
    }
    return Tensor.ofBytes(codes.shape(), elements);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Makes a native tensor of strings. */
  static OnnxTensor toNative(OrtEnvironment environment, InputPort port, Tensor text)
      throws OrtException {
    String[] strings = new String[text.size()];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = decode(port, text.bytes(i), i);
    }
    return OnnxTensor.createTensor(environment, strings, text.shape().toArray());
  }

  private static String decode(InputPort port, byte[] element, int index) {
    for (byte b : element) {
      if (b == 0 || (b & 0xf8) == 0xf0) {
        throw refused(port, index, "text without NUL and without characters beyond U+FFFF");
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(element)).toString();
    } catch (CharacterCodingException e) {
      throw refused(port, index, "text in UTF-8");
    }
  }

  /** Reads a native tensor of strings. */
  static Tensor fromNative(OnnxTensor value) throws OrtException {
    Shape shape = Shape.of(value.getInfo().getShape());
    byte[][] elements = new byte[Math.toIntExact(shape.elementCount())][];
    if (elements.length > 0) {
      fill(elements, 0, value.getValue());
    }
    return Tensor.ofBytes(shape, elements);
  }

  // The binding nests arrays as deep as the tensor has dimensions.
  private static int fill(byte[][] elements, int start, Object nested) {
    if (nested instanceof Object[] parts) {
      int next = start;
      for (Object part : parts) {
        next = fill(elements, next, part);
      }
      return next;
    }
    elements[start] = utf8((String) nested);
    return start + 1;
  }
}
