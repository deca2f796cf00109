// Copies the text of another element, or what stands in a field: <button data-copy="#id" data-done="…" data-failed="…" hidden>.

const LONG_ENOUGH_TO_READ = 3000;

for (const button of document.querySelectorAll("[data-copy]")) {
  const target = document.querySelector(button.dataset.copy);
  if (!target) continue;
  const invitation = button.textContent;
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  button.after(said);
  button.hidden = false;

  let later;
  button.addEventListener("click", async () => {
    const words = (await copied(target)) ? button.dataset.done : button.dataset.failed;
    button.textContent = words;
    said.textContent = words;
    clearTimeout(later);
    later = setTimeout(() => {
      button.textContent = invitation;
      said.textContent = "";
    }, LONG_ENOUGH_TO_READ);
  });
}

// The clipboard is closed to pages without https; selecting the text still saves the reader half the work.
async function copied(target) {
  try {
    await navigator.clipboard.writeText(target.value ?? target.textContent);
    return true;
  } catch {
    if (target.select) target.select();
    else getSelection().selectAllChildren(target);
    return false;
  }
}
