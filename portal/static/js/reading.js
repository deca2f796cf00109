// Says which school grade reads a text while it is typed, and how many words it has: <textarea data-reading>.
// Where words are counted already (data-words), it says the grade alone.
// The server counts and keeps nothing; where no answer comes, nothing is shown, and the page says it after saving.

const PAUSE = 800;
const ADDRESS = "/staff/guide/reading";

for (const field of document.querySelectorAll("textarea[data-reading]")) {
  const said = document.createElement("p");
  said.className = "field__count";
  field.after(said);

  let asked = "";
  const look = async () => {
    const text = field.value;
    if (text === asked) return;
    asked = text;
    const found = text.trim() ? await read(text, field.form?.elements.csrf_token?.value ?? "") : null;
    // An answer about other words would lead astray; the next one is on its way.
    if (field.value === text) said.textContent = found ? told(found, "words" in field.dataset) : "";
  };

  let later;
  field.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(look, PAUSE);
  });
}

function told({ words, grade }, counted) {
  const count = counted ? "" : ` · ${words} ${words === 1 ? "word" : "words"}`;
  return words ? `Reads like about grade ${grade}${count}` : "";
}

async function read(text, csrf_token) {
  try {
    const answer = await fetch(ADDRESS, { method: "POST", body: new URLSearchParams({ text, csrf_token }) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
