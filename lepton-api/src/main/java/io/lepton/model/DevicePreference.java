package io.lepton.model;

/**
 * Which device the caller wants, and how strongly.
 *
 * @param device the wanted device
 * @param strength what happens when it cannot be used
 */
public record DevicePreference(Device device, Strength strength) {

  /** How strong a preference is. */
  public enum Strength {
    /** Use the device or fail. */
    REQUIRE,
    /** Use the device if possible, otherwise the CPU; the report says why. */
    PREFER,
    /** Use whatever is there. */
    AUTO
  }

  /**
   * Takes a GPU where one can be used, otherwise the CPU.
   *
   * @return the default preference
   */
  public static DevicePreference auto() {
    return new DevicePreference(Device.CUDA, Strength.AUTO);
  }

  /**
   * Takes the device if it can be used, otherwise the CPU.
   *
   * @param device the wanted device
   * @return the preference
   */
  public static DevicePreference prefer(Device device) {
    return new DevicePreference(device, Strength.PREFER);
  }

  /**
   * Takes the device or fails with {@link DeviceUnavailableException}.
   *
   * @param device the wanted device
   * @return the preference
   */
  public static DevicePreference require(Device device) {
    return new DevicePreference(device, Strength.REQUIRE);
  }
}
