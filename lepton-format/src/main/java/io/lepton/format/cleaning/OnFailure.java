package io.lepton.format.cleaning;

/** What becomes of a value that a step cannot read. */
public enum OnFailure {
  /** The value is missing from there on, and counted as such. */
  MISSING,
  /** The row is rejected: left out, and listed with the other rejections. */
  REJECT
}
