package dev.meridian.host;

/// A signal, with its number on Linux (signal(7); the same on x86 and ARM).
public enum Signal {
    HUP(1),
    INT(2),
    QUIT(3),
    KILL(9),
    TERM(15),
    CONT(18),
    STOP(19);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
