// Keeps a part of a page fresh: <section data-live="/address" data-seen="3">. It asks the address for what is newer than
// it has seen; 204 says nothing is, and any other answer is the part anew and takes its place. Without data-live in the
// answer, it was the last. What somebody ticked or typed inside stays, and so does the focus, where the same input is
// still there: under the nearest id, with the same name and value. Two inputs with one name need ids around them.

const EVERY = 1200;
const HIDDEN = 15000;
const SLOWEST = 10000;
const PATIENCE = 5000;
const AWAY = "No connection. We keep trying.";
const ENDED = "This page is not kept fresh any more. Open it again to go on.";

for (const part of document.querySelectorAll("[data-live]")) keepFresh(part);

function keepFresh(part) {
  const said = document.createElement("p");
  said.className = "connection";
  said.setAttribute("role", "status");
  const heard = document.createElement("p");
  heard.className = "visually-hidden";
  heard.setAttribute("aria-live", "polite");
  part.after(said, heard);

  let next;
  let asking = false;
  let failures = 0;

  const ask = async () => {
    if (asking || !part.dataset.live) return;
    clearTimeout(next);
    asking = true;
    const answer = await asked(part);
    asking = false;
    failures = answer === AWAY ? failures + 1 : 0;
    // One answer that got lost on the way is no news.
    say(answer === ENDED || failures > 1 ? answer : "");
    if (answer instanceof Element) {
      const before = heading(part);
      part = replaced(part, answer);
      if (heading(part) !== before) heard.textContent = heading(part);
    }
    if (answer !== ENDED) later();
  };

  const later = () => {
    clearTimeout(next);
    const pause = Math.min(EVERY * 2 ** failures, SLOWEST);
    next = setTimeout(ask, document.hidden ? HIDDEN : Math.min(pause * (0.8 + 0.4 * Math.random()), SLOWEST));
  };

  const say = (sentence) => {
    if (said.textContent !== sentence) said.textContent = sentence;
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? later() : ask()));
  addEventListener("online", ask);
  // Another script has just changed something.
  addEventListener("pressed", ask);
  later();
}

// Gives the part anew, or null when nothing is new, or what is wrong.
async function asked(part) {
  try {
    const answer = await fetch(`${part.dataset.live}?seen=${part.dataset.seen}`, {
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    if (answer.status === 204) return null;
    if (answer.status >= 500) return AWAY;
    if (!answer.ok || answer.redirected) return ENDED;
    const template = document.createElement("template");
    template.innerHTML = await answer.text();
    const fresh = template.content.firstElementChild;
    return fresh?.localName === part.localName ? fresh : ENDED;
  } catch {
    return AWAY;
  }
}

function replaced(part, fresh) {
  const changed = new Map(controls(part).filter(isChanged).map((control) => [key(control), control]));
  const focused = part.contains(document.activeElement) ? key(document.activeElement) : "";
  for (const control of controls(fresh)) {
    const before = changed.get(key(control));
    if (before) keep(before, control);
  }
  for (const unfolded of part.querySelectorAll("details[id][open]")) {
    const same = fresh.querySelector(`details[id="${unfolded.id}"]`);
    if (same) same.open = true;
  }
  part.replaceWith(fresh);
  if (focused) {
    const reachable = fresh.querySelectorAll("a, button, input, select, textarea, summary");
    [...reachable].find((one) => key(one) === focused)?.focus();
  }
  return fresh;
}

function keep(before, control) {
  if (isTicked(control)) control.checked = before.checked;
  else control.value = before.value;
}

function isChanged(control) {
  if (isTicked(control)) return control.checked !== control.defaultChecked;
  if (control.options) return control.value !== atFirst(control);
  return control.value !== control.defaultValue;
}

// Where no option is marked as chosen, the browser chose the first.
function atFirst({ options }) {
  return ([...options].find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
}

function isTicked({ type }) {
  return type === "checkbox" || type === "radio";
}

function controls(part) {
  return [...part.querySelectorAll("input:not([type=hidden]), select, textarea")];
}

function key(control) {
  const value = isTicked(control) || control.localName === "button" ? control.value : "";
  return [control.closest("[id]")?.id, control.localName, control.name, value, control.getAttribute("href")].join(" ");
}

function heading(part) {
  return part.querySelector("h1, h2, h3")?.textContent.trim() ?? "";
}
