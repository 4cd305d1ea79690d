package dev.lamina.testing.judge;

import java.util.regex.Pattern;

/// Why GNU tar rightly unpacks something else than the tree has; each shows in what it says.
enum TarExcuse {
    /// A file in the place of a directory that is not empty, or below a file: engines remove what is there.
    TAKEN_PLACE(
            "Cannot (open|mkdir|mknod|mkfifo|hard link to .*|create symlink to .*): "
                    + "(File exists|Not a directory|Is a directory|Operation not permitted)"),

    /// An entry below a link that leads nowhere: containerd makes the directory to which it leads (decision 0025).
    LINK_TO_NOTHING("Cannot .*: No such file or directory"),

    /// An empty value takes a record back (pax(1)), as Go has it; GNU tar wants a number.
    EMPTY_VALUE("Malformed extended header: invalid \\w+=$|Substituting `.' for empty member name"),

    /// Linux has no such attributes of symbolic links.
    ATTRIBUTE_OF_A_LINK("Cannot set 'user.\\w+' extended attribute"),

    /// umoci writes tars without the padding behind the last file; GNU tar reads whole blocks only.
    NO_PADDING("Unexpected EOF in archive");

    private final Pattern said;

    TarExcuse(String said) {
        this.said = Pattern.compile(said, Pattern.MULTILINE);
    }

    /// Tells whether one of them is what GNU tar complains of.
    static boolean any(String complaints) {
        for (TarExcuse excuse : values()) {
            if (excuse.said.matcher(complaints).find()) {
                return true;
            }
        }
        return false;
    }
}
