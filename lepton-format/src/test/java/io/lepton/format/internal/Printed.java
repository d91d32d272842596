package io.lepton.format.internal;

import java.nio.charset.StandardCharsets;

/** Calls printers and returns what they print as a string. */
final class Printed {

  private static final int START = 3;

  private Printed() {}

  static String text(ValuePrinter printer) {
    byte[] out = new byte[NumberPrinter.ROOM + START];
    int end = printer.print(0, out, START);
    return new String(out, START, end - START, StandardCharsets.ISO_8859_1);
  }

  static String text(double value) {
    return text((element, out, at) -> NumberPrinter.print(value, out, at));
  }

  static String text(float value) {
    return text((element, out, at) -> NumberPrinter.print(value, out, at));
  }

  static String text(long value) {
    return text((element, out, at) -> NumberPrinter.print(value, out, at));
  }

  static String unsigned(long value) {
    return text((element, out, at) -> NumberPrinter.printUnsigned(value, out, at));
  }

  /** Returns the text with its last digit taken away, rounded down if 0 and up if 1 is added. */
  static String oneDigitLess(String text, int add) {
    int e = text.indexOf('E');
    String digits = (e < 0 ? text : text.substring(0, e)).replaceFirst("\\.0$", "");
    int exponent = e < 0 ? 0 : Integer.parseInt(text.substring(e + 1));
    int point = digits.indexOf('.');
    exponent -= point < 0 ? 0 : digits.length() - point - 1;
    String number = digits.replace(".", "");
    long whole = Long.parseLong(number);
    while (whole % 10 == 0 && whole != 0) {
      whole /= 10;
      exponent++;
    }
    return whole / 10 + add + "E" + (exponent + 1);
  }

  /** Says how many digits the text has that matter. */
  static int digits(String text) {
    int e = text.indexOf('E');
    String digits = (e < 0 ? text : text.substring(0, e)).replaceAll("[-.]", "");
    return digits.replaceFirst("^0+", "").replaceFirst("0+$", "").length();
  }
}
