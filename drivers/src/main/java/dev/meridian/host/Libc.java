package dev.meridian.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The three functions of the C library that Java has no way to call, by the foreign function interface. Each
/// returns what the function returned, or the negated error number.
final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO_VALUE =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle KILL =
            function("kill", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle SETSID = function("setsid", FunctionDescriptor.of(ValueLayout.JAVA_INT));
    private static final MethodHandle GETPGID =
            function("getpgid", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    /// Error numbers, the same on every Linux architecture (errno(3)).
    static final int EPERM = 1;

    static final int ESRCH = 3;

    private Libc() {}

    static int kill(int pid, int signal) {
        return call(state -> (int) KILL.invokeExact(state, pid, signal));
    }

    static int setsid() {
        return call(state -> (int) SETSID.invokeExact(state));
    }

    static int getpgid(int pid) {
        return call(state -> (int) GETPGID.invokeExact(state, pid));
    }

    private interface Call {
        int with(MemorySegment state) throws Throwable;
    }

    private static int call(Call call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int result = call.with(state);
            return result >= 0 ? result : -(int) ERRNO_VALUE.get(state, 0L);
        } catch (Throwable t) {
            throw new AssertionError("a call of the C library does not throw", t);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, ERRNO);
    }
}
