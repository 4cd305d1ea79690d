package dev.lamina.engine.value.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rights that a user withholds from a container, of those that containers usually have.
///
/// @param droppedCapabilities as capabilities(7) names them, or `ALL`
/// @param noNewPrivileges     whether no program it starts gets more than it has, by set-user-ID bits or
///     capabilities of files (`PR_SET_NO_NEW_PRIVS` of prctl(2))
public record Restrictions(List<String> droppedCapabilities, boolean noNewPrivileges) {

    /// Nothing is withheld.
    public static final Restrictions NONE = new Restrictions(List.of(), false);

    private static final String PREFIX = "CAP_";

    private static final String NO_NEW_PRIVILEGES = "no-new-privileges";

    /// In the order of their numbers (linux/capability.h).
    private static final List<String> CAPABILITIES =
            List.of(
                    ("CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP"
                                    + " LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN"
                                    + " NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT"
                                    + " SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE"
                                    + " SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE"
                                    + " AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN"
                                    + " SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF"
                                    + " CHECKPOINT_RESTORE")
                            .split(" "));

    public Restrictions {
        droppedCapabilities = List.copyOf(droppedCapabilities);
    }

    /// Reads what a user says.
    ///
    /// @param capDrop     names of capabilities, with or without `CAP_`, in any case; or `ALL`
    /// @param securityOpt `no-new-privileges`, also with `=true` or `=false`
    /// @throws RunFailedException if something else is said
    public static Restrictions parse(List<String> capDrop, List<String> securityOpt)
            throws RunFailedException {
        List<String> dropped = new ArrayList<>();
        for (String name : capDrop) {
            String capability = capability(name);
            if (!dropped.contains(capability)) {
                dropped.add(capability);
            }
        }
        boolean noNewPrivileges = false;
        for (String option : securityOpt) {
            noNewPrivileges = noNewPrivileges(option);
        }
        return new Restrictions(dropped, noNewPrivileges);
    }

    private static String capability(String said) throws RunFailedException {
        String name = said.toUpperCase(Locale.ROOT);
        if (name.equals("ALL")) {
            return name;
        }
        String rest = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        if (!CAPABILITIES.contains(rest)) {
            throw new RunFailedException(
                    RunFailedException.NOT_MADE,
                    "invalid CapDrop: unknown capability: \"" + PREFIX + rest + '"');
        }
        return PREFIX + rest;
    }

    /// Docker also takes a colon, which it calls deprecated.
    private static boolean noNewPrivileges(String option) throws RunFailedException {
        if (option.equals(NO_NEW_PRIVILEGES)) {
            return true;
        }
        String value =
                option.startsWith(NO_NEW_PRIVILEGES + "=")
                                || option.startsWith(NO_NEW_PRIVILEGES + ":")
                        ? option.substring(NO_NEW_PRIVILEGES.length() + 1)
                        : "";
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new RunFailedException(
                            RunFailedException.NOT_MADE,
                            "invalid --security-opt: expected no-new-privileges[=true|false], got "
                                    + option);
        };
    }

    /// Returns the capabilities that are left of some.
    public List<String> of(List<String> capabilities) {
        return droppedCapabilities.contains("ALL")
                ? List.of()
                : capabilities.stream()
                        .filter(name -> !droppedCapabilities.contains(name))
                        .toList();
    }
}
