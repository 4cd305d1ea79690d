package dev.lamina.linux;

import java.io.IOException;

/// A system call failed.
public final class LinuxException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String call;
    private final int errno;

    /// Creates the error.
    ///
    /// @param call   the name of the call, for instance `mount`
    /// @param object what it was called on, usually a path
    /// @param errno  its error number (errno(3))
    public LinuxException(String call, Object object, int errno) {
        super(call + " " + object + ": " + Errno.describe(errno));
        this.call = call;
        this.errno = errno;
    }

    public String call() {
        return call;
    }

    public int errno() {
        return errno;
    }
}
