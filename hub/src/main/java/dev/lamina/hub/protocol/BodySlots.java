package dev.lamina.hub.protocol;

import java.util.HashMap;
import java.util.Map;

/// The places for upload bodies that are received at once. One client cannot take them all.
final class BodySlots {

    private final int mostOfAll;
    private final int mostOfClient;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    BodySlots(int mostOfAll, int mostOfClient) {
        this.mostOfAll = mostOfAll;
        this.mostOfClient = mostOfClient;
    }

    /// Takes a place; false if there is none.
    ///
    /// @param client empty if it is trusted with all of them
    synchronized boolean take(String client) {
        int has = taken.getOrDefault(client, 0);
        boolean isTrusted = client.isEmpty();
        if (all >= mostOfAll || !isTrusted && has >= mostOfClient) {
            return false;
        }
        all++;
        taken.put(client, has + 1);
        return true;
    }

    /// Gives a place back that was taken.
    synchronized void giveBack(String client) {
        all--;
        taken.computeIfPresent(client, (_, has) -> has == 1 ? null : has - 1);
    }
}
