package dev.lamina.engine.bundle;

import static java.util.Objects.requireNonNull;

/// The labels of SELinux for a container (selinux(8)).
///
/// @param process of its processes
/// @param files   of its files; others with the same type and other categories are closed to it
/// @param shared  of files that several containers share
public record SecurityLabels(String process, String files, String shared) {

    public SecurityLabels {
        requireNonNull(process, "process");
        requireNonNull(files, "files");
        requireNonNull(shared, "shared");
    }
}
