package io.lepton.runtime.resource;

/** What watches over one thing that has to be closed. Safe for use by many threads. */
@FunctionalInterface
public interface Tracking {

  /** Watches over nothing. */
  Tracking NONE = () -> {};

  /** Ends the watch: the thing was closed as it should be. Ending again does nothing. */
  void end();
}
