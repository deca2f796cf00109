// Says how many words a text has beside how many are plenty: <textarea data-words="40">. It never refuses one more.

const PAUSE = 400;

for (const field of document.querySelectorAll("[data-words]")) {
  const plenty = Number(field.dataset.words);
  const said = document.createElement("p");
  said.className = "field__count";
  said.setAttribute("role", "status");
  field.after(said);

  const say = () => {
    const words = field.value.split(/\s+/).filter(Boolean).length;
    const over = words > plenty;
    said.textContent = words ? `${words} of about ${plenty} words${over ? ": say it shorter if you can" : ""}` : "";
    said.classList.toggle("field__count--long", over);
  };

  // A screen reader would otherwise read a number aloud at every key.
  let later;
  field.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(say, PAUSE);
  });
  say();
}
