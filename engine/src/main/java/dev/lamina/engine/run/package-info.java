/// Containers: from an image and options to a process, and what it leaves.
///
/// [dev.lamina.engine.run.Containers] is the way in. A container is a directory of the store
/// ([dev.lamina.engine.container]): its record is written once when it is made, its exit once when it
/// ends, and between the two the process that waits for it has its lock. Whoever looks on from outside
/// goes by these three and, if that process was killed, by what the runtime says.
///
/// A container without a terminal has pipes to the process that waits for it. One with a terminal is
/// kept by conmon ([dev.lamina.engine.runtime]), and that process only looks on
/// ([dev.lamina.engine.stream]).
///
/// In the order of a run: `Creation` decides what the container is, `Launch` mounts and starts it,
/// `ContainerStop` ends it from elsewhere, `UpperDiff` lists what it changed.
@NullMarked
package dev.lamina.engine.run;

import org.jspecify.annotations.NullMarked;
