// Fills the blanks of a prompt as they are typed: <form data-fill="#id">, with a field for each blank,
// named like it (or told by data-blank). What is typed stays in the page: it goes into no address and no storage.

for (const form of document.querySelectorAll("[data-fill]")) {
  const blanks = document.querySelectorAll(`${form.dataset.fill} [data-blank]`);
  const empty = new Map(Array.from(blanks, (blank) => [blank, `{${blank.dataset.blank}}`]));

  const show = (field) => {
    const name = field.dataset.blank ?? field.name;
    for (const [blank, placeholder] of empty) {
      if (blank.dataset.blank !== name) continue;
      blank.textContent = field.value || placeholder;
      blank.classList.toggle("prompt__blank--filled", Boolean(field.value));
    }
  };

  form.addEventListener("input", (event) => show(event.target));
  form.addEventListener("reset", () => setTimeout(() => Array.from(form.elements, show)));
  // A browser may put back what was typed before the page was left.
  addEventListener("pageshow", () => Array.from(form.elements, show));
}
