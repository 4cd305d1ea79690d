/// The only module with native access: Linux system calls and native libraries.
module dev.lamina.linux {
    requires transitive org.jspecify;

    exports dev.lamina.linux;
}
