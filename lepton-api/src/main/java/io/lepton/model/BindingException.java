package io.lepton.model;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import java.util.List;

/** The columns of the data do not fit the inputs of the model. */
public class BindingException extends LeptonException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> mismatches;

  /**
   * Makes an exception.
   *
   * @param mismatches every mismatch in words: expected, then found; at least one
   */
  public BindingException(List<String> mismatches) {
    super(ErrorCode.UNBOUND_MODEL, String.join("; ", mismatches));
    this.mismatches = List.copyOf(mismatches);
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
