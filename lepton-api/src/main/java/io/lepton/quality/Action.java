package io.lepton.quality;

/** What becomes of a record that breaks a rule. */
public enum Action {
  /** The record is left out and goes to the {@link io.lepton.data.RejectionHandler}. */
  REJECT,
  /** The values in the rule's columns become missing; the record stays. */
  NULL,
  /** The record stays as it is; the violation is counted. */
  KEEP,
  /** The work stops with the rule's error code. */
  FAIL
}
