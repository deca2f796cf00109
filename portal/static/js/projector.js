// Drives the projector by one key: it presses the button of <form data-press="on"> or "back". A clicker sends PageDown.
// The press goes out in the background, so that a full screen stays full; what is new then comes as on every page that is
// kept fresh. F makes the screen full.

const KEYS = {
  " ": "on", Enter: "on", ArrowRight: "on", PageDown: "on",
  ArrowLeft: "back", PageUp: "back",
};

addEventListener("keydown", (event) => {
  if (event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key.toLowerCase() === "f") return full();
  const itself = [" ", "Enter"].includes(event.key) && event.target.closest("button, a");
  const form = document.querySelector(`[data-press="${KEYS[event.key]}"]`);
  if (itself || !form) return;
  event.preventDefault();
  form.requestSubmit();
});

addEventListener("submit", (event) => {
  if (!event.target.matches("[data-press]")) return;
  event.preventDefault();
  press(event.target);
});

// Else the space bar would go on pressing a button that was clicked once.
addEventListener("click", (event) => event.detail && event.target.closest("button")?.blur());

async function press(form) {
  try {
    const typed = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body: typed, redirect: "manual" });
    if (answer.type === "opaqueredirect") dispatchEvent(new Event("pressed"));
    // Refused: the browser shows why.
    else form.submit();
  } catch {
    // No connection: the screen stays as it is and says so, and the next press tries again.
  }
}

function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}
