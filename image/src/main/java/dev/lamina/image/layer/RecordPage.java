package dev.lamina.image.layer;

/// Whole records, from a position of an array to its end. Nobody changes the array any more.
record RecordPage(byte[] array, int from) {}
