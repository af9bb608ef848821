"""meetingdesk verify, backup and restore: keeping a store safe."""

from __future__ import annotations

from meetingdesk.jobs.asked import Arguments, answer, folder, opened, passphrase, person
from meetingdesk.jobs.codes import Exit


def verify(arguments: Arguments) -> Exit:
    """Go through the whole store and name what is wrong with it."""
    from meetingdesk.app.keeping import verify_store

    with opened(arguments) as desk:
        found = verify_store(desk, head=arguments.head, deeds=arguments.deeds)
    told = {
        "deeds": found.deeds,
        "changes": found.changes,
        "disposed": found.disposed,
        "head": found.head,
        "faults": [{"where": fault.where, "what": fault.what} for fault in found.faults],
    }
    lines = [f"{fault.where}: {fault.what}." for fault in found.faults]
    lines.append(
        f"{found.deeds:,} deeds, {found.changes:,} changes, {len(found.faults):,} faults. Head {found.head}"
    )
    answer(arguments, told, "\n".join(lines))
    return Exit.FAULTS if found.faults else Exit.DONE


def backup(arguments: Arguments) -> Exit:
    """Make a backup, prove it, and thin out the older ones."""
    from meetingdesk.app.keeping import back_up_store, backups_of

    with opened(arguments) as desk:
        made = backups_of(desk) if arguments.list else (back_up_store(desk),)
    told = [
        {"name": one.folder.name, "made_at": one.made_at.isoformat(), "rows": sum(one.rows.values())}
        for one in made
    ]
    lines = [f"{one['name']}  {one['rows']:,} rows" for one in told] or ["There is no backup yet."]
    answer(arguments, told if arguments.list else told[0], "\n".join(lines))
    return Exit.DONE


def restore(arguments: Arguments) -> Exit:
    """Put a backup in the place of the store."""
    from meetingdesk.app.keeping import restore_store

    place = folder(arguments)
    aside = restore_store(place, arguments.backup, passphrase(arguments), person(arguments))
    said = f"Restored. What was there before lies in backups/{aside.name}, beside the store."
    answer(arguments, {"replaced": aside.name}, said)
    return Exit.DONE
