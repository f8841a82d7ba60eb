"""Has LibreOffice accept and reject all tracked changes of Word files, and compares what is left with both versions.

usage: redline.py SOFFICE SCRATCH TRACKED.docx OLD.txt NEW.txt [TRACKED.docx OLD.txt NEW.txt ...]

Words and their order count; white space and the lists' numbers, which an office suite counts itself, do not. To be run by
the Python that has the office suite's bridge (python3-uno).
"""

import difflib
import pathlib
import re
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

PORT = 2345


def value(name, what):
    """A property as the office suite takes it."""
    found = PropertyValue()
    found.Name, found.Value = name, what
    return found


def connect():
    """The office suite's context, as soon as it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:socket,host=127.0.0.1,port={PORT};urp;StarOffice.ComponentContext")
        except Exception:  # no connection yet
            time.sleep(0.5)
    raise SystemExit("the office suite does not answer")


def states(context, file, scratch):
    """The text with all changes accepted, and with all rejected."""
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    texts = {}
    for state, command in (("new", "AcceptAllTrackedChanges"), ("old", "RejectAllTrackedChanges")):
        url = pathlib.Path(file).resolve().as_uri()
        document = desktop.loadComponentFromURL(url, "_blank", 0, (value("Hidden", True),))
        frame = document.getCurrentController().getFrame()
        dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, ())
        out = pathlib.Path(scratch) / f"{state}.txt"
        document.storeToURL(
            out.resolve().as_uri(),
            (value("FilterName", "Text (encoded)"), value("FilterOptions", "UTF8")),
        )
        document.close(True)
        texts[state] = out.read_text(encoding="utf-8-sig")
    return texts


def words(text):
    """What is compared: words and numbers."""
    return re.findall(r"\w+", text.casefold())


def main():
    soffice, scratch, *rest = sys.argv[1:]
    profile = (pathlib.Path(scratch) / "office").resolve().as_uri()
    office = subprocess.Popen(
        [
            soffice,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            f"--accept=socket,host=127.0.0.1,port={PORT};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wrong = 0
    try:
        context = connect()
        for tracked, old, new in zip(rest[0::3], rest[1::3], rest[2::3]):
            texts = states(context, tracked, scratch)
            for state, file in (("old", old), ("new", new)):
                wanted = words(pathlib.Path(file).read_text(encoding="utf-8-sig"))
                found = words(texts[state])
                matcher = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
                for tag, a, b, c, d in matcher.get_opcodes():
                    if tag != "equal":
                        wrong += 1
                        print(f"{tracked}, {state}: {wanted[a:b]} is {found[c:d]}")
                print(f"{tracked}, {state}: {len(wanted)} words wanted, {len(found)} there")
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        try:
            desktop.terminate()
        except Exception:  # it hangs up while it answers
            pass
        office.wait(timeout=30)
    finally:
        if office.poll() is None:
            office.kill()
    if wrong:
        raise SystemExit(f"{wrong} differences")


main()
