package io.lepton.model;

import io.lepton.Coded;
import io.lepton.ErrorCode;
import java.util.List;

/**
 * A request does not fit the model: an input is missing, unknown, or of the wrong type or shape.
 */
public class InvalidRequestException extends IllegalArgumentException implements Coded {

  private static final long serialVersionUID = 1L;

  private final transient List<String> mismatches;

  /**
   * Makes an exception.
   *
   * @param mismatches every mismatch in words: expected, then found; at least one
   */
  public InvalidRequestException(List<String> mismatches) {
    super(String.join("; ", mismatches));
    this.mismatches = List.copyOf(mismatches);
  }

  @Override
  public ErrorCode code() {
    return ErrorCode.INVALID_REQUEST;
  }

  /**
   * Returns what does not fit.
   *
   * @return every mismatch in words
   */
  public List<String> mismatches() {
    return mismatches;
  }
}
