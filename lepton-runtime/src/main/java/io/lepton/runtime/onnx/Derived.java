package io.lepton.runtime.onnx;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * An answer to come that is made of another. Cancelling it cancels the other, which {@link
 * CompletableFuture#thenApply} does not do: the run would go on for nobody.
 */
final class Derived {

  private Derived() {}

  static <S, T> CompletableFuture<T> of(CompletableFuture<S> source, Function<S, T> function) {
    CompletableFuture<T> derived = source.thenApply(function);
    derived.whenComplete(
        (answer, failure) -> {
          if (failure instanceof CancellationException) {
            source.cancel(true);
          }
        });
    return derived;
  }
}
