/**
 * Where and for how long calls run: deadlines, cancellation, and the threads of a session.
 *
 * <p>Begin with {@link io.lepton.runtime.lane.Lanes}: a session has one, and asks it to run each
 * call. What runs is a function that is given a {@link io.lepton.runtime.lane.StopSignal}, and
 * attaches to it whatever stops the run. A call without a deadline that its own thread may run does
 * not pass through here at all.
 *
 * <pre>{@code
 * try (Lanes lanes = Lanes.of("iris", Device.CPU, 1)) {
 *   Deadline deadline = Deadline.after(Duration.ofSeconds(1));
 *   System.out.println(lanes.<String>call(deadline, stop -> "an answer"));
 *   System.out.println(lanes.<String>callAsync(deadline, stop -> "another").join());
 * }
 * }</pre>
 *
 * <p><b>Who runs where.</b> A platform thread runs its calls itself, on the CPU. A virtual thread
 * runs those of a session whose calls are short, and hands the others to a lane, because native
 * code keeps the carrier below it from running any other virtual thread. Asynchronous calls run on
 * lanes. Sessions on a GPU run on a lane whoever calls, and have only one: the CUDA provider keeps
 * state for each thread that it sees, and its memory grows with every thread that runs
 * (microsoft/onnxruntime#29351).
 *
 * <p><b>Lanes.</b> At most one for each core that a call keeps busy, and at least two, so that one
 * long call does not hold up all others. They are daemons, start as they are needed, and end after
 * 10 idle seconds, but for the one of a GPU, which stays until the session is closed. Whoever waits
 * for a call may always wait; an asynchronous call is refused if 1024 wait already.
 *
 * <p><b>Deadlines.</b> One daemon thread for the process, {@link
 * io.lepton.runtime.lane.DeadlineWatch}, told of every call that has a deadline.
 *
 * <p>What is absent: priorities, and threads that end a native operator. There is no way to do that
 * to a thread inside native code which leaves the process whole.
 */
@NullMarked
package io.lepton.runtime.lane;

import org.jspecify.annotations.NullMarked;
