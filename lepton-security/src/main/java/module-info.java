/** Protection of data and models. The module holds no code yet. */
module io.lepton.security {
  requires transitive io.lepton.api;
  requires static org.jspecify;
}
