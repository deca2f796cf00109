// Says while its author chooses what label a practice would get: <form data-label="/share/label" data-sees="…" data-still="…">,
// with a fieldset #grade. Only the ticked subjects and grades are asked about, and nothing of them is kept.

for (const form of document.querySelectorAll("[data-label]")) {
  const said = document.createElement("p");
  said.className = "field__count";
  said.setAttribute("role", "status");
  form.querySelector("#grade").append(said);

  let asked = new AbortController();
  const say = async () => {
    asked.abort();
    asked = new AbortController();
    const filled = new FormData(form);
    const chosen = new URLSearchParams();
    for (const name of ["subject", "grade"]) for (const code of filled.getAll(name)) chosen.append(name, code);
    if (!chosen.has("subject") || !chosen.has("grade")) {
      said.textContent = "";
      return;
    }
    try {
      const answer = await fetch(form.dataset.label, { method: "POST", body: chosen, signal: asked.signal });
      if (!answer.ok) return;
      const told = await answer.json();
      const words = [`${form.dataset.sees} ${told.where}.`, told.said, told.why, form.dataset.still];
      said.textContent = words.filter(Boolean).join(" ");
    } catch {
      // Asked anew meanwhile, or no connection: the preview says the same.
    }
  };

  form.addEventListener("change", (event) => {
    if (["subject", "grade"].includes(event.target.name)) say();
  });
  // A form that comes back is ticked already; a browser may put back what was ticked.
  addEventListener("pageshow", say);
}
