/// Who owns files, and who else may change them. No system call of ours and no native access: what Java reads
/// of files, and what `/proc` says.
@NullMarked
package dev.lamina.linux.owner;

import org.jspecify.annotations.NullMarked;
