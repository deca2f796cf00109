// Has a worker do the work that keeps floods out, while somebody reads or types:
// <input type="hidden" name="work" data-work="bits" data-worker="address" data-wait="One moment…">.
// A form that is sent before it is done waits a little, and then goes without it.

const LONGEST_WAIT = 3000;

for (const field of document.querySelectorAll("[data-work]")) {
  const { form } = field;
  if (!window.Worker || !form.requestSubmit) continue;
  // A browser may put back what it found for an earlier page.
  field.value = "";
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  form.append(said);

  let over = false;
  let send;
  const end = (work) => {
    over = true;
    field.value = work;
    send?.();
  };
  const worker = new Worker(field.dataset.worker);
  worker.addEventListener("message", ({ data }) => end(data));
  worker.addEventListener("error", () => end(""));
  worker.postMessage({ token: form.elements.token.value, bits: Number(field.dataset.work) });

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (over || !button || [button.name, button.value].includes("edit")) return;
    event.preventDefault();
    if (send) return;
    const invitation = button.textContent;
    button.textContent = said.textContent = field.dataset.wait;
    send = () => {
      button.textContent = invitation;
      said.textContent = "";
      form.requestSubmit(button);
    };
    setTimeout(() => over || end(""), LONGEST_WAIT);
  });
}
