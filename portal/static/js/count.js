// Says how much stands in a text while it is typed. <textarea data-count="1000" data-left="…" data-over="…">: how many
// characters are left, once they get few. <textarea data-words="40">: how many words, beside how many are plenty.
// Nothing is cut off or refused: a text that is too long stays whole, and its author chooses what to take out. A date has no length.

const PAUSE = 400;

for (const field of document.querySelectorAll("[data-count]:not([type=date])")) tell(field, "over", characters);
for (const field of document.querySelectorAll("[data-words]")) tell(field, "long", words);

function characters({ value, dataset }) {
  const limit = Number(dataset.count);
  const near = Math.min(limit / 5, 200);
  const left = limit - Array.from(value).length;
  const over = left < 0;
  return [left > near ? "" : `${over ? dataset.over : dataset.left} ${Math.abs(left)}`, over];
}

function words({ value, dataset }) {
  const plenty = Number(dataset.words);
  const many = value.split(/\s+/).filter(Boolean).length;
  const over = many > plenty;
  return [many ? `${many} of about ${plenty} words${over ? ": say it shorter if you can" : ""}` : "", over];
}

function tell(field, look, count) {
  const said = document.createElement("p");
  said.className = "field__count";
  said.setAttribute("role", "status");
  field.after(said);

  const say = () => {
    const [sentence, over] = count(field);
    said.textContent = sentence;
    said.classList.toggle(`field__count--${look}`, over);
  };

  // A screen reader would otherwise read a number aloud at every key.
  let later;
  field.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(say, PAUSE);
  });
  say();
}
