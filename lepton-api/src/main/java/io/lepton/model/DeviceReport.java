package io.lepton.model;

import java.util.List;

/**
 * Which device a session runs on, and why.
 *
 * @param chosen the device in use
 * @param reason one sentence for people, such as {@code CPU: no NVIDIA driver found}
 * @param checks what was looked at, in order
 */
public record DeviceReport(Device chosen, String reason, List<Check> checks) {

  /**
   * Copies the parts.
   *
   * @param chosen the device in use
   * @param reason one sentence for people, such as {@code CPU: no NVIDIA driver found}
   * @param checks what was looked at, in order
   */
  public DeviceReport {
    checks = List.copyOf(checks);
  }

  /**
   * One thing that was looked at.
   *
   * @param subject what, such as {@code NVIDIA driver}
   * @param passed whether it was there and usable
   * @param finding what was found, or what is missing and how to get it
   */
  public record Check(String subject, boolean passed, String finding) {}

  /**
   * Returns the reason.
   *
   * @return the reason
   */
  @Override
  public String toString() {
    return reason;
  }
}
