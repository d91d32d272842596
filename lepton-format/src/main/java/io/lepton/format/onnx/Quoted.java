package io.lepton.format.onnx;

/**
 * Names from a file, made fit for a message: no line breaks, no end of screen colours, no novel.
 */
final class Quoted {

  private static final int MAX_CHARS = 80;

  private Quoted() {}

  static String of(String name) {
    StringBuilder text = new StringBuilder("'");
    for (int i = 0; i < Math.min(name.length(), MAX_CHARS); i++) {
      text.append(isPlain(name.charAt(i)) ? name.charAt(i) : '?');
    }
    return text.append(name.length() > MAX_CHARS ? "...'" : "'").toString();
  }

  // Format characters could turn the direction of the text around them.
  private static boolean isPlain(char c) {
    return !Character.isISOControl(c)
        && Character.getType(c) != Character.FORMAT
        && Character.getType(c) != Character.LINE_SEPARATOR
        && Character.getType(c) != Character.PARAGRAPH_SEPARATOR;
  }
}
