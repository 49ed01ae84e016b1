package dev.meridian.cli;

import java.util.concurrent.Callable;

/// Something that `meridian` can be asked to do; the answer is an exit code.
interface Command extends Callable<Integer> {
    /// How it is called, what its help says, and what it takes.
    Description describe();
}
