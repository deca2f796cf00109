// Sends a form when there is a network to send it by: <form data-later>. Before it goes, its own address is asked for a
// sign of life. Where none comes, nothing is lost: the page stays as it is, says so, and tries again. Then the browser
// sends the form itself, so the answer is a page like any other; the form's token makes a second sending harmless.

const AGAIN = 5000;
const PATIENCE = 5000;
const SOON = 700;
const WAIT = "One moment…";
const SAFE = "No connection. Your words are safe on this page. We send them when it is back.";

for (const form of document.querySelectorAll("form[data-later]")) {
  const said = document.createElement("p");
  said.className = "connection connection--held";
  said.setAttribute("role", "status");
  form.after(said);

  let pressed = null;
  let asking = false;
  let going = false;
  let next;

  form.addEventListener("submit", (event) => {
    // What another script holds back, it sends again.
    if (going || event.defaultPrevented) return;
    event.preventDefault();
    pressed = { name: event.submitter?.name, value: event.submitter?.value };
    send();
  });

  const send = async () => {
    if (!pressed || asking) return;
    clearTimeout(next);
    asking = true;
    const slow = setTimeout(() => (said.textContent ||= WAIT), SOON);
    const there = await answers(form.action);
    clearTimeout(slow);
    asking = false;
    if (there) go();
    else {
      said.textContent = SAFE;
      next = setTimeout(send, AGAIN);
    }
  };

  // The button may have gone meanwhile, with a part of the page that came anew; what it says goes along all the same.
  const go = () => {
    const button = document.createElement("input");
    button.type = "hidden";
    if (pressed.name) Object.assign(button, pressed);
    form.append(button);
    pressed = null;
    going = true;
    form.requestSubmit();
    going = false;
    button.remove();
  };

  addEventListener("online", send);
  addEventListener("pageshow", () => (said.textContent = ""));
  addEventListener("beforeunload", (event) => {
    if (pressed) event.preventDefault();
  });
}

async function answers(address) {
  try {
    const answer = await fetch(address, { method: "HEAD", signal: AbortSignal.timeout?.(PATIENCE) });
    return answer.status < 500;
  } catch {
    return false;
  }
}
