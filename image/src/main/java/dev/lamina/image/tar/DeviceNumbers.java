package dev.lamina.image.tar;

/// The numbers of a device, as its header has them.
public record DeviceNumbers(long major, long minor) {

    /// Those of an entry that is no device.
    public static final DeviceNumbers NONE = new DeviceNumbers(0, 0);
}
