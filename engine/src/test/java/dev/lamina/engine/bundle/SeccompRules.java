package dev.lamina.engine.bundle;

import dev.lamina.image.Bytes;
import dev.lamina.image.ImageFormatException;
import dev.lamina.image.json.Json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rules of `seccomp.json`, by the name of the call (OCI runtime-spec 1.0.2, config-linux.md,
/// "Seccomp").
final class SeccompRules {

    static final int ALLOW = 0x7fff0000;
    static final int KILL = 0;
    static final int NOT_PERMITTED = 0x00050001;

    /// One rule of a call; the first whose condition holds decides, and if none does the call is not
    /// permitted.
    ///
    /// @param argument which one is compared; -1 if the rule always holds
    /// @param operator `EQ`, `LT`, or `MASKED_EQ`: the argument's bits of `value` are `valueTwo`
    /// @param result   what the filter returns (seccomp(2), "Filters")
    record Rule(int argument, String operator, long value, long valueTwo, int result) {

        boolean holds(long[] arguments, boolean wide) {
            if (argument < 0) {
                return true;
            }
            long got = wide ? arguments[argument] : arguments[argument] & 0xffffffffL;
            return switch (operator) {
                case "EQ" -> got == value;
                case "LT" -> Long.compareUnsigned(got, value) < 0;
                case "MASKED_EQ" -> (got & value) == valueTwo;
                default -> throw new IllegalStateException("operator " + operator);
            };
        }
    }

    private SeccompRules() {}

    static Map<String, List<Rule>> read() throws ImageFormatException {
        Map<String, List<Rule>> rules = new LinkedHashMap<>();
        Bytes document = Bytes.of(SeccompProfile.rules("amd64"));
        var profile = (Map<?, ?>) Json.parse(document, "seccomp.json");
        for (Object each : (List<?>) profile.get("syscalls")) {
            var entry = (Map<?, ?>) each;
            int result = result((String) entry.get("action"), entry.get("errnoRet"));
            for (Object name : (List<?>) entry.get("names")) {
                rules.computeIfAbsent((String) name, _ -> new ArrayList<>())
                        .add(rule(entry.get("args"), result));
            }
        }
        return rules;
    }

    private static Rule rule(Object arguments, int result) {
        if (arguments == null) {
            return new Rule(-1, "", 0, 0, result);
        }
        var condition = (Map<?, ?>) ((List<?>) arguments).getFirst();
        Object valueTwo = condition.get("valueTwo");
        return new Rule(
                Math.toIntExact((Long) condition.get("index")),
                ((String) condition.get("op")).replace("SCMP_CMP_", ""),
                (Long) condition.get("value"),
                valueTwo == null ? 0 : (Long) valueTwo,
                result);
    }

    private static int result(String action, Object errno) {
        if (action.equals("SCMP_ACT_ALLOW")) {
            return ALLOW;
        }
        return 0x00050000 | Math.toIntExact((Long) errno);
    }
}
