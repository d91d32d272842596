package io.lepton.format.xml;

import io.lepton.ErrorCode;
import java.io.IOException;

/** Why no more characters are given to the parser. It passes through the parser unharmed. */
final class Refusal extends IOException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  Refusal(ErrorCode code, String reason) {
    super(reason);
    this.code = code;
  }

  ErrorCode code() {
    return code;
  }
}
