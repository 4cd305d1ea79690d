/// The only module with native access: Linux system calls and native libraries.
module dev.lamina.linux {
    requires jdk.unsupported;
    requires transitive org.jspecify;

    exports dev.lamina.linux;
    exports dev.lamina.linux.owner;
}
