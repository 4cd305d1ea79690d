package dev.lamina.engine.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Runs a filter as the kernel does: the instructions of classic BPF that filters use (seccomp(2);
/// Documentation/networking/filter.rst of Linux).
final class FilterMachine {

    private final ByteBuffer program;

    FilterMachine(byte[] program) {
        this.program = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Returns how many instructions the program has.
    int length() {
        return program.capacity() / 8;
    }

    /// Returns what the program returns for a call.
    int run(int architecture, int number, long... arguments) {
        ByteBuffer call = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        call.putInt(0, number).putInt(4, architecture);
        for (int i = 0; i < arguments.length; i++) {
            call.putLong(16 + 8 * i, arguments[i]);
        }
        int accumulator = 0;
        for (int at = 0; ; at++) {
            int operand = program.getInt(at * 8 + 4);
            int code = program.getShort(at * 8);
            switch (code) {
                case 0x20 -> accumulator = call.getInt(operand);
                case 0x54 -> accumulator &= operand;
                case 0x06 -> {
                    return operand;
                }
                case 0x05 -> at += operand;
                case 0x15 -> at += jump(at, accumulator == operand);
                case 0x25 -> at += jump(at, Integer.compareUnsigned(accumulator, operand) > 0);
                case 0x35 -> at += jump(at, Integer.compareUnsigned(accumulator, operand) >= 0);
                case 0x45 -> at += jump(at, (accumulator & operand) != 0);
                default -> throw new IllegalStateException("instruction " + code + " at " + at);
            }
        }
    }

    private int jump(int at, boolean condition) {
        return program.get(at * 8 + (condition ? 2 : 3)) & 0xff;
    }
}
