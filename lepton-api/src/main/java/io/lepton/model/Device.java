package io.lepton.model;

/** What a model can run on. */
public enum Device {
  /** The processor; always there. */
  CPU,
  /** An NVIDIA GPU. */
  CUDA
}
