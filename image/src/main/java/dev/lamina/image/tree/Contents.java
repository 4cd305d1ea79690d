package dev.lamina.image.tree;

import dev.lamina.image.DiffId;
import dev.lamina.image.compact.LongColumn;
import dev.lamina.image.layer.FileContent;
import dev.lamina.image.layer.FileContent.Segment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The places of the contents of files, three or more numbers for each: the layer and how many segments
/// there are, the size, and where the segments lie. A segment that holds all of the file is told by its
/// offset in the tar alone.
final class Contents {

    /// In place of a number of segments: the file is in one piece.
    private static final int CONTIGUOUS = -1;

    private final LongColumn numbers = new LongColumn();
    private final List<DiffId> layers = new ArrayList<>();
    private final Map<DiffId, Integer> layerNumbers = new HashMap<>();
    private int last;

    /// Adds a content, and returns its row.
    int add(DiffId layer, FileContent content) {
        List<Segment> segments = content.segments();
        boolean contiguous = content.isContiguous() && !segments.isEmpty();
        long count = contiguous ? CONTIGUOUS : segments.size();
        int row = numbers.add((long) layerNumber(layer) << Integer.SIZE | count & 0xFFFF_FFFFL);
        numbers.add(content.size());
        if (contiguous) {
            numbers.add(segments.getFirst().tarOffset());
            return row;
        }
        for (Segment segment : segments) {
            numbers.add(segment.position());
            numbers.add(segment.tarOffset());
            numbers.add(segment.length());
        }
        return row;
    }

    private int layerNumber(DiffId layer) {
        if (last < layers.size() && layers.get(last).equals(layer)) {
            return last;
        }
        last = layerNumbers.computeIfAbsent(layer, _ -> layers.size());
        if (last == layers.size()) {
            layers.add(layer);
        }
        return last;
    }

    DiffId layer(int row) {
        return layers.get((int) (numbers.get(row) >>> Integer.SIZE));
    }

    long size(int row) {
        return numbers.get(row + 1);
    }

    FileContent get(int row) {
        int count = (int) numbers.get(row);
        if (count == CONTIGUOUS) {
            return FileContent.contiguous(numbers.get(row + 2), size(row));
        }
        var segments = new ArrayList<Segment>(count);
        for (int at = row + 2; segments.size() < count; at += 3) {
            segments.add(new Segment(numbers.get(at), numbers.get(at + 1), numbers.get(at + 2)));
        }
        return new FileContent(size(row), segments);
    }

    /// The bytes that all rows take.
    long size() {
        return (long) Long.BYTES * numbers.size();
    }
}
