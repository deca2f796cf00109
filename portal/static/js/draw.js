// Draws the decision tree anew while it is typed: <form data-draw="/address" data-drawing="#id">. The address gives a
// piece of a page for that place. Nothing is stored; where no answer comes, the old drawing stays, and the button draws.

const PAUSE = 500;

for (const form of document.querySelectorAll("[data-draw]")) {
  const drawing = document.querySelector(form.dataset.drawing);

  let asked = new AbortController();
  const draw = async () => {
    asked.abort();
    asked = new AbortController();
    try {
      const typed = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.draw, { method: "POST", body: typed, signal: asked.signal });
      if (!answer.ok || answer.redirected) return;
      const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
      drawing.replaceChildren(...piece.body.childNodes);
    } catch {
      // Asked anew meanwhile, or no connection.
    }
  };

  let later;
  form.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(draw, PAUSE);
  });
  // A browser may put back what was typed before.
  addEventListener("pageshow", (event) => event.persisted && draw());
}
