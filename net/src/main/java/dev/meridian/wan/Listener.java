package dev.meridian.wan;

/// Something bound to an address that callers dial.
interface Listener extends AutoCloseable {
    /// Frees the address; what is already carried goes on.
    @Override
    void close();
}
