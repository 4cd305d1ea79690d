package dev.lamina.image.erofs;

import dev.lamina.image.Bytes;
import dev.lamina.image.DiffId;
import dev.lamina.image.ImageFormatException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The layers' tars by number, from 1, and their slots behind the superblock.
final class DeviceTable {

    private final SequencedMap<DiffId, Long> sizes;
    private final Map<DiffId, Integer> numbers = new LinkedHashMap<>();

    DeviceTable(SequencedMap<DiffId, Long> sizes) throws ImageFormatException {
        this.sizes = sizes;
        for (Map.Entry<DiffId, Long> layer : sizes.entrySet()) {
            if (layer.getValue() > ErofsLimits.MAX_TAR_SIZE) {
                throw new ImageFormatException(
                        "layer " + layer.getKey(),
                        -1,
                        "tar: expected at most "
                                + ErofsLimits.MAX_TAR_SIZE
                                + " bytes, got "
                                + layer.getValue());
            }
            numbers.put(layer.getKey(), numbers.size() + 1);
        }
        if (count() > ErofsLimits.MAX_DEVICES) {
            throw new ImageFormatException(
                    "image", -1, "expected at most 65535 layers, got " + count());
        }
    }

    int count() {
        return sizes.size();
    }

    int number(DiffId layer) {
        Integer number = numbers.get(layer);
        if (number == null) {
            throw new IllegalArgumentException("a file lies in layer " + layer + ", not given");
        }
        return number;
    }

    /// Returns the end of the table, in bytes from the start of the image.
    int end() {
        return ErofsFormat.DEVICE_SLOT_SIZE * (ErofsFormat.DEVICE_SLOT_OFFSET + count());
    }

    /// Checks that a table has the tars of these layers, and returns how many blocks each has.
    static List<Long> read(ImageBytes image, List<DiffId> layers, int count)
            throws ImageFormatException {
        image.check(layers.size(), count, -1, "devices");
        var blocks = new ArrayList<Long>();
        int at = ErofsFormat.DEVICE_SLOT_SIZE * ErofsFormat.DEVICE_SLOT_OFFSET;
        for (DiffId layer : layers) {
            Bytes tag = image.bytes(at, ErofsFormat.DEVICE_TAG_SIZE);
            if (!tag.equals(tag(layer))) {
                throw image.fault(
                        at, "device: expected " + layer.hex() + ", got '" + tag.utf8() + "'");
            }
            blocks.add(image.u32(at + ErofsFormat.DEVICE_TAG_SIZE));
            at += ErofsFormat.DEVICE_SLOT_SIZE;
        }
        return blocks;
    }

    private static Bytes tag(DiffId layer) {
        Bytes hex = Bytes.utf8(layer.hex());
        return hex.slice(0, Math.min(hex.length(), ErofsFormat.DEVICE_TAG_SIZE));
    }

    void write(byte[] image) {
        int at = ErofsFormat.DEVICE_SLOT_SIZE * ErofsFormat.DEVICE_SLOT_OFFSET;
        for (Map.Entry<DiffId, Long> layer : sizes.entrySet()) {
            tag(layer.getKey()).copyTo(image, at);
            LittleEndian.putInt(
                    image,
                    at + ErofsFormat.DEVICE_TAG_SIZE,
                    (int) Math.ceilDiv(layer.getValue(), ErofsFormat.BLOCK_SIZE));
            at += ErofsFormat.DEVICE_SLOT_SIZE;
        }
    }
}
