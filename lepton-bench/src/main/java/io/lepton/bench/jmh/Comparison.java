package io.lepton.bench.jmh;

/**
 * One measurement of Lepton beside one of a peer, from the same run.
 *
 * @param name what was measured
 * @param peer what Lepton was compared with
 * @param unit of both numbers
 * @param lepton Lepton's number
 * @param other the peer's number
 * @param ratio how many times better Lepton is; above 1 means better
 * @param jdk the version of the JVM that ran both
 */
public record Comparison(
    String name, String peer, String unit, double lepton, double other, double ratio, String jdk) {

  /**
   * Compares numbers of which the higher is the better.
   *
   * @param name what was measured
   * @param peer what Lepton was compared with
   * @param unit of both numbers
   * @param lepton Lepton's number
   * @param other the peer's number
   * @return the comparison
   */
  public static Comparison higherIsBetter(
      String name, String peer, String unit, double lepton, double other) {
    return new Comparison(name, peer, unit, lepton, other, lepton / other, jdkVersion());
  }

  /**
   * Compares numbers of which the lower is the better.
   *
   * @param name what was measured
   * @param peer what Lepton was compared with
   * @param unit of both numbers
   * @param lepton Lepton's number
   * @param other the peer's number
   * @return the comparison
   */
  public static Comparison lowerIsBetter(
      String name, String peer, String unit, double lepton, double other) {
    return new Comparison(name, peer, unit, lepton, other, other / lepton, jdkVersion());
  }

  private static String jdkVersion() {
    return Runtime.version().toString();
  }
}
