package dev.lamina.linux;

import java.util.List;
import java.util.Locale;

/// Signals as people write them: `SIGTERM`, `term`, `15`, `RTMIN+1` (signal(7); the numbers of
/// asm-generic/signal.h, the same on x86-64 and AArch64).
public final class SignalNames {

    /// By number, from 1.
    private static final List<String> NAMES =
            List.of(
                    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1",
                    "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP",
                    "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO",
                    "PWR", "SYS");

    /// The first and the last real-time signal that the C library leaves to programs.
    private static final int FIRST_REAL_TIME = 34;

    private static final int LAST_REAL_TIME = 64;

    private SignalNames() {}

    /// Reads a signal.
    ///
    /// @param text its name, with or without `SIG`, or its number
    /// @return its number
    /// @throws IllegalArgumentException if there is no such signal
    public static int parse(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        name = name.startsWith("SIG") ? name.substring("SIG".length()) : name;
        int number = number(name);
        if (number < 1 || number > LAST_REAL_TIME) {
            throw new IllegalArgumentException("invalid signal: " + text);
        }
        return number;
    }

    /// @return 0 if there is no such name
    private static int number(String name) {
        if (name.matches("[0-9]{1,3}")) {
            return Integer.parseInt(name);
        }
        if (name.matches("RTMIN(\\+[0-9]{1,2})?")) {
            return realTime(FIRST_REAL_TIME + offset(name));
        }
        if (name.matches("RTMAX(-[0-9]{1,2})?")) {
            return realTime(LAST_REAL_TIME - offset(name));
        }
        return switch (name) {
            case "CLD" -> NAMES.indexOf("CHLD") + 1;
            case "IOT" -> NAMES.indexOf("ABRT") + 1;
            case "POLL" -> NAMES.indexOf("IO") + 1;
            default -> NAMES.indexOf(name) + 1;
        };
    }

    private static int offset(String name) {
        return name.length() > "RTMIN".length()
                ? Integer.parseInt(name.substring("RTMIN".length() + 1))
                : 0;
    }

    private static int realTime(int number) {
        return number >= FIRST_REAL_TIME && number <= LAST_REAL_TIME ? number : 0;
    }
}
