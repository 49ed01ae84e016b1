package dev.meridian.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// The functions of the C library that Java has no way to call, by the foreign function interface. Each
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

    private static final MethodHandle OPEN = function(
            "open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle SYNCFS =
            function("syncfs", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    /// O_RDONLY, the same on every Linux architecture (open(2)).
    private static final int READ_ONLY = 0;

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

    /// Everything that was written to the file system on which `path` is, by whomever, is on its disk.
    static int syncfs(String path) {
        int file = call((state, arena) -> (int) OPEN.invokeExact(state, arena.allocateFrom(path), READ_ONLY));
        if (file < 0) {
            return file;
        }
        int result = call(state -> (int) SYNCFS.invokeExact(state, file));
        int closed = call(state -> (int) CLOSE.invokeExact(state, file));
        return result < 0 ? result : closed;
    }

    private interface Call {
        int with(MemorySegment state) throws Throwable;
    }

    private interface AllocatingCall {
        int with(MemorySegment state, Arena arena) throws Throwable;
    }

    private static int call(Call call) {
        return call((state, _) -> call.with(state));
    }

    private static int call(AllocatingCall call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int result = call.with(state, arena);
            return result >= 0 ? result : -(int) ERRNO_VALUE.get(state, 0L);
        } catch (Throwable t) {
            throw new AssertionError("a call of the C library does not throw", t);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker.Option[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = ERRNO;
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, all);
    }
}
