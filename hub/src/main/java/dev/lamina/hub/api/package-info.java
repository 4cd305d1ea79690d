/// The JSON API of a hub: for programs what the pages are for people.
///
/// Paths, parameters and fields are Docker Hub's where that has them, so that clients which know
/// Docker Hub work. [ApiRoutes] is the table of all requests; the OpenAPI document and the page in
/// the documentation are made of it.
@NullMarked
package dev.lamina.hub.api;

import org.jspecify.annotations.NullMarked;
