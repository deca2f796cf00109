// Says how many characters are left once they get few: <textarea data-count="1000" data-left="…" data-over="…">.
// Nothing is cut off: a text that is too long stays whole, and its author chooses what to take out. A date has no length.

const PAUSE = 400;

for (const field of document.querySelectorAll("[data-count]:not([type=date])")) {
  const limit = Number(field.dataset.count);
  const near = Math.min(limit / 5, 200);
  const said = document.createElement("p");
  said.className = "field__count";
  said.setAttribute("role", "status");
  field.after(said);

  const say = () => {
    const left = limit - Array.from(field.value).length;
    const over = left < 0;
    said.textContent = left > near ? "" : `${over ? field.dataset.over : field.dataset.left} ${Math.abs(left)}`;
    said.classList.toggle("field__count--over", over);
  };

  // A screen reader would otherwise read a number aloud at every key.
  let later;
  field.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(say, PAUSE);
  });
  say();
}
