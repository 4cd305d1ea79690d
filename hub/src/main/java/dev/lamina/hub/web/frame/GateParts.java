package dev.lamina.hub.web.frame;

import dev.lamina.hub.access.Authentication;
import dev.lamina.hub.access.PublicAddress;
import dev.lamina.hub.account.Rights;

import java.time.InstantSource;

/// Who somebody is, what somebody may do, and where and when that is asked.
public record GateParts(
        Authentication authentication, Rights rights, PublicAddress address, InstantSource clock) {}
