package io.lepton.format.internal;

import java.nio.charset.StandardCharsets;

/** The words that stand for a value. */
final class Words {

  static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private Words() {}
}
