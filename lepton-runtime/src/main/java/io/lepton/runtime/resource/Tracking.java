package io.lepton.runtime.resource;

/** What watches over one thing that has to be closed. Safe for use by many threads. */
public interface Tracking {

  /** Watches over nothing. */
  Tracking NONE =
      new Tracking() {
        @Override
        public void end() {}
      };

  /** Ends the watch: the thing was closed as it should be. Ending again does nothing. */
  void end();
}
