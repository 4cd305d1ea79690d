/// Who there is, how they prove it, and what they may do.
///
/// [Rights] answers the one question of all routes. Nothing here knows HTTP.
@NullMarked
package dev.lamina.hub.account;

import org.jspecify.annotations.NullMarked;
