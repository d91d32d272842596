package io.lepton.quality;

/** How bad it is when a rule is broken. */
public enum Severity {
  /** Worth counting; the record is fine. */
  INFO,
  /** Probably wrong; the record is kept unless the rule says otherwise. */
  WARNING,
  /** Wrong: a record that breaks such a rule is not valid. */
  ERROR
}
