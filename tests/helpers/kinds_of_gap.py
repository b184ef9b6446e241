"""Kinds of gap, each with the rules that would show it."""

from __future__ import annotations

WAIT = ("wait-without-information", "wait-without-duration", "long-wait", "much-waiting")
SILENT = ("silent-company", "no-follow-up", "wait-without-information")
HANDOVER = ("switch-without-handover",)
BAD_STAGE = ("negative-stage", "negative-run")
FEEDBACK = ("no-feedback-loop", "nothing-measured")
MEASURED = ("nothing-measured", "no-journey-metric", "stage-without-metric")
FEELINGS = ("persona-without-emotion", "stage-without-emotion")
RECOVERY = ("no-recovery-path",)
GOAL = ("goal-unserved", "goal-out-of-reach")
NEED = ("need-unserved", "expectation-unmet")
CHANNEL = ("touchpoint-without-channel", "message-without-channel")
PREFERRED = ("preferred-channel-missing", "preferred-channel-missing-at-stage", "forced-switch")
LOOP = ("loop-without-limit",)
UNHAPPY = ("no-unhappy-path",)
LAST = ("ends-with-the-goal",)
LOW_END = ("ends-on-low",)
DIP = (
    "dip-without-opportunity",
    "dip-without-cause",
    "worst-peak-unprioritised",
    "much-waiting",
)
PAIN = ("pain-without-response",)
CONFIRMED = ("no-confirmation",)
HELP = ("nobody-to-ask", "no-support-touchpoint")
KNOWN = ("assumption-only",)
OWNED = (
    "nothing-owned",
    "touchpoint-without-owner",
    "ownership-breaks-off",
    "moment-of-truth-unmanaged",
)
