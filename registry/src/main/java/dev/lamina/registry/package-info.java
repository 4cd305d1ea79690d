/// Speaks to remote registries: [dev.lamina.registry.RegistryClient] and what it needs.
///
/// A REGISTRY is what references name; an ENDPOINT is one server that answers for it, the registry's
/// own (the ORIGIN) or a MIRROR. A CALL is a request as the protocol means it; an EXCHANGE brings it
/// to an answer.
@NullMarked
package dev.lamina.registry;

import org.jspecify.annotations.NullMarked;
