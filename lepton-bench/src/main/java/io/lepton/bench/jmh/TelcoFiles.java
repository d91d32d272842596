package io.lepton.bench.jmh;

import java.nio.file.Path;

/** The names of the shared files that the benchmarks use. */
final class TelcoFiles {

  /** Customers of a telephone company. */
  static final String CUSTOMERS = "data/telco-customer-churn.csv";

  /** How many records the file has. */
  static final int ROWS = 7_043;

  /** The column that is carried through. */
  static final String ID = "customerID";

  private TelcoFiles() {}

  /**
   * Returns where a model lies in the shared folder.
   *
   * @param version 1 is a logistic regression, 2 gradient-boosted trees
   * @return the relative name
   */
  static String model(int version) {
    return "models/telco-churn/" + version + "/model.onnx";
  }

  /**
   * Returns the shared folder of a benchmark's own JVM.
   *
   * @return the folder that the system property names
   */
  static Path shared() {
    return Path.of(System.getProperty("lepton.shared", "../shared"));
  }
}
