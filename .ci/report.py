"""Uses a report as a reader does, in a headless browser, by the DevTools protocol.

usage: report.py CHROMIUM REPORT.html SCRATCH

Searches, filters, follows anchors, and fails where a list does not answer, an anchor leads nowhere, the console says
something, or a request leaves the page. Needs the Python package websocket-client.
"""

import json
import pathlib
import subprocess
import sys
import time
import urllib.request

import websocket

SEARCH = """
(async () => {
  const form = document.querySelector(".filters"), search = form.querySelector("[data-search]");
  const rows = () => form.nextElementSibling.querySelectorAll(".rows > *").length;
  const asked = async (words) => {
    search.value = words;
    search.dispatchEvent(new Event("input"));
    await new Promise((done) => setTimeout(done, 400));
    return rows();
  };
  const all = rows(), none = await asked("zzzz-no-such-word"), some = await asked("model"), again = await asked("");
  const select = form.querySelector("[data-filter]");
  select.value = [...select.options].map((o) => o.value).find((v) => v);
  select.dispatchEvent(new Event("change"));
  const chosen = rows();
  select.value = "";
  select.dispatchEvent(new Event("change"));
  return { all, none, some, again, chosen };
})()
"""

ANCHORS = """
(async () => {
  const tick = () => new Promise((done) => setTimeout(done, 300));
  const links = [...document.querySelectorAll('a[href^="#"]')];
  const id = (a) => decodeURIComponent(a.hash.slice(1));
  // Anchors into clauses that are made when they are first looked at, followed before anything is opened.
  const unmade = links.map(id).filter((i) => !document.getElementById(i));
  if (unmade.length) { location.hash = "#" + encodeURIComponent(unmade[0]); await tick(); }
  const followed = !unmade.length || document.getElementById(unmade[0]) !== null;
  document.querySelectorAll("details.draft").forEach((d) => { d.open = true; });
  await tick();
  const lost = links.map(id).filter((i) => !document.getElementById(i));
  return { links: links.length, followed, lost: lost.slice(0, 5) };
})()
"""


class Page:
    def __init__(self, address):
        self.socket = websocket.create_connection(address, timeout=60, suppress_origin=True)
        self.said, self.asked, self.last = [], [], 0
        self.loaded = False

    def call(self, method, **params):
        self.last += 1
        self.socket.send(json.dumps({"id": self.last, "method": method, "params": params}))
        while True:
            message = self.socket.recv()
            message = json.loads(message)
            if message.get("id") == self.last:
                return message.get("result", {})
            self.note(message)

    def note(self, message):
        kind, params = message.get("method"), message.get("params", {})
        if kind in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
            self.said.append(params)
        elif kind == "Network.requestWillBeSent":
            self.asked.append(params["request"]["url"])
        elif kind == "Page.loadEventFired":
            self.loaded = True

    def value(self, script):
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            sys.exit(f"the page's script failed: {result['exceptionDetails']}")
        return result["result"]["value"]


def main(chromium, report, scratch):
    folder = pathlib.Path(scratch, "devtools")
    browser = subprocess.Popen(
        [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}",
         "--remote-debugging-port=0", "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        port = folder / "DevToolsActivePort"
        for _ in range(300):
            if port.exists() and port.read_text().strip():
                break
            time.sleep(0.1)
        base = f"http://127.0.0.1:{port.read_text().splitlines()[0]}"
        new = urllib.request.Request(f"{base}/json/new?about:blank", method="PUT")
        page = Page(json.load(urllib.request.urlopen(new))["webSocketDebuggerUrl"])
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.call(f"{domain}.enable")
        address = pathlib.Path(report).resolve().as_uri()
        page.call("Page.navigate", url=address)
        while not page.loaded:
            page.note(json.loads(page.socket.recv()))
        found, anchors = page.value(SEARCH), page.value(ANCHORS)
    finally:
        browser.kill()
    wrong = []
    if not (found["none"] == 0 and 0 < found["some"] <= found["all"] == found["again"]):
        wrong.append(f"the search does not answer: {found}")
    if not 0 < found["chosen"] <= found["all"]:
        wrong.append(f"the filter does not answer: {found}")
    if anchors["links"] == 0 or anchors["lost"] or not anchors["followed"]:
        wrong.append(f"anchors lead nowhere: {anchors}")
    if page.said:
        wrong.append(f"the console says: {page.said[:3]}")
    outside = [u for u in page.asked if not u.startswith(("file:", "data:"))]
    if outside:
        wrong.append(f"requests leave the page: {outside[:3]}")
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"report: {found}, {anchors['links']} anchors, {len(page.asked)} request(s), nothing on the console")


main(*sys.argv[1:])
