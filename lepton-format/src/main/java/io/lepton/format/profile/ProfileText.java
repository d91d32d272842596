package io.lepton.format.profile;

/** stub. */
public final class ProfileText {
  private ProfileText() {}
  /** d. @return d */
  public static ProfileText defaults() { return new ProfileText(); }
  /** d. @param p p @return d */
  public String render(Profile p) { return p.columns().toString() + p.findings(); }
}
