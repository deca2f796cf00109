"""Why a practice is not public, said to staff in a plain sentence."""

from portal.practices.rules import KEPT_WEEKS, State


def why_not_public(state: State, *, asked: bool, refusal: str) -> str:
    """Say where a practice stands that readers do not see; `refusal` is why the pool may not go out today.

    One that was asked about reads the same before and after its author answers, until the next day brings it to the
    tray: or somebody who looks often would learn when its author was here.
    """
    if state is State.ASKED or (state is State.WAITING and asked):
        return (
            "A question went to its author, who finds it under the receipt. With the answer it comes back to the tray. "
            f"Without one it is deleted after {KEPT_WEEKS} weeks."
        )
    return {
        # The same as below: who has its key must not learn here that it was written for a room.
        State.HELD: "It waits for the next day. Nobody reads it before it is in the tray.",
        State.WAITING: "It waits for the next day. Nobody reads it before it is in the tray.",
        State.TRAY: "It waits in the tray.",
        State.POOL: f"It is cleared. {refusal or 'The pool is large enough: it can go public today.'}",
        State.RELEASED: "It was released. Readers see it as soon as the new edition is laid out, within seconds.",
        State.DECLINED: f"It was declined. Its words are deleted {KEPT_WEEKS} weeks after that.",
        State.TAKEN_DOWN: "It was public, and was taken down. Its words are deleted.",
    }[state]
