package io.lepton.bench.jmh;

/** Prints a number: what the start of a JVM takes without anything of ours. */
public final class EmptyStart {

  private EmptyStart() {}

  /**
   * Prints a number.
   *
   * @param args none
   */
  public static void main(String[] args) {
    System.out.println("0.5");
  }
}
