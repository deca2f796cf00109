// Completes what is typed into a search box: <input data-complete="/address">, which answers ?q= with
// {"titles": [{"id", "title"}], "words": ["…"]}. A title leads to its page; a word ends what was typed, and is looked for.
// Without an answer in time, or without this script, the box stays a plain one.

const PAUSE = 150;
const SHORTEST = 2;
const ROOM = 240;

for (const input of document.querySelectorAll("[data-complete]")) complete(input);

function complete(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-completions`;
  list.className = "complete";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  input.after(list, said);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id }))
    input.setAttribute(name, value);
  input.setAttribute("aria-expanded", "false");

  let chosen = -1;
  let later;
  let asked;

  const close = () => {
    clearTimeout(later);
    asked?.abort();
    list.hidden = true;
    said.textContent = "";
    choose(-1);
    input.setAttribute("aria-expanded", "false");
  };

  const choose = (at) => {
    chosen = at;
    Array.from(list.children, (option, number) => option.setAttribute("aria-selected", String(number === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };

  const show = (options) => {
    if (!options.length) return close();
    list.replaceChildren(...options.map((option, number) => line(option, `${list.id}-${number}`)));
    choose(-1);
    list.hidden = false;
    // A phone's keyboard leaves little below the box.
    if (visualViewport.height + visualViewport.offsetTop - list.getBoundingClientRect().top < ROOM)
      input.scrollIntoView({ block: "start" });
    input.setAttribute("aria-expanded", "true");
    said.textContent = options.length === 1 ? "1 suggestion" : `${options.length} suggestions`;
  };

  const ask = async () => {
    const typed = input.value.trim();
    asked?.abort();
    if (typed.length < SHORTEST) return close();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const answer = await fetch(`${input.dataset.complete}?${new URLSearchParams({ q: typed })}`, { signal });
      const found = answer.ok ? await answer.json() : { titles: [], words: [] };
      // What was asked for before the last letter, or before the box was left, is not wanted any more.
      if (!signal.aborted && document.activeElement === input) show(optionsOf(found, typed));
    } catch {
      if (!signal.aborted) close();
    }
  };

  const take = (option) => {
    close();
    if (option.dataset.href) return location.assign(option.dataset.href);
    input.value = option.textContent;
    input.form.requestSubmit();
  };

  input.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = list.children.length - 1;
    if (list.hidden) {
      if (event.key === "ArrowDown") ask();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      choose(chosen < last ? chosen + 1 : -1);
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen < 0 ? last : chosen - 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(list.children[chosen]);
    }
  });
  input.form.addEventListener("submit", close);
  addEventListener("pagehide", close);
  // The box keeps the focus while something in the list is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}

function optionsOf({ titles, words }, typed) {
  const before = typed.slice(0, typed.search(/\S*$/));
  return [
    ...words.map((word) => ({ text: before + word })),
    ...titles.map(({ id, title }) => ({ text: title, href: `/practices/${id}` })),
  ];
}

function line({ text, href }, id) {
  const option = document.createElement("li");
  option.id = id;
  option.className = href ? "complete__option complete__option--title" : "complete__option";
  option.setAttribute("role", "option");
  option.textContent = text;
  if (href) option.dataset.href = href;
  return option;
}
