package io.lepton.model;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;

/** A device was required and cannot be used. */
public class DeviceUnavailableException extends LeptonException {

  private static final long serialVersionUID = 1L;

  private final transient DeviceReport report;

  /**
   * Makes an exception.
   *
   * @param report what was looked at, and what was missing
   */
  public DeviceUnavailableException(DeviceReport report) {
    super(ErrorCode.DEVICE_UNAVAILABLE, report.reason());
    this.report = report;
  }

  /**
   * Returns what was looked at.
   *
   * @return the report; its device is the one that could be used instead
   */
  public DeviceReport report() {
    return report;
  }
}
