// Marks what could point at a person while it is typed: <textarea data-scan="/address">, and a <template id="scan-found">
// for each stretch found. It never blocks: where an answer does not come, nothing is shown, and the preview scans again.

const PAUSE = 600;
const MOST = 8000;
const template = document.querySelector("#scan-found");

for (const field of document.querySelectorAll("[data-scan]")) {
  const list = document.createElement("ul");
  list.className = "found__list";
  list.setAttribute("role", "list");
  list.setAttribute("aria-label", "Words that could point at you or a student");
  list.hidden = true;
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  field.after(list, said);

  let asked = "";
  const look = async () => {
    const text = field.value;
    if (text === asked) return;
    asked = text;
    const found = text.trim() ? await scanned(field.dataset.scan, text) : [];
    // An answer about words that are no longer there would lead astray; the next one is on its way.
    if (!found || field.value !== text) return;
    show(found, text);
  };

  const show = (found, text) => {
    const letters = Array.from(text);
    list.replaceChildren(...found.map((mark) => shown(mark, letters)));
    list.hidden = !found.length;
    const words = found.length === 1 ? template.dataset.one : template.dataset.many.replace("{number}", found.length);
    said.textContent = found.length ? words : "";
  };

  const shown = (mark, letters) => {
    const item = template.content.firstElementChild.cloneNode(true);
    item.querySelector(".found__words").textContent = letters.slice(mark.start, mark.end).join("");
    item.querySelector(".found__why").textContent = mark.reason;
    const button = item.querySelector("button");
    button.textContent = template.dataset.write.replace("{words}", () => mark.suggestion);
    button.addEventListener("click", () => replace(mark, letters));
    return item;
  };

  // Offsets count code points, as the server does; the field counts UTF-16 units.
  const replace = (mark, letters) => {
    if (field.value === letters.join("")) {
      const start = letters.slice(0, mark.start).join("").length;
      const end = start + letters.slice(mark.start, mark.end).join("").length;
      field.setRangeText(mark.suggestion, start, end, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    field.focus();
    look();
  };

  let later;
  field.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(look, PAUSE);
  });
  addEventListener("pageshow", look);
}

async function scanned(address, text) {
  if (Array.from(text).length > MOST) return null;
  try {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams({ text }) });
    return answer.ok ? (await answer.json()).found : null;
  } catch {
    return null;
  }
}
