// Counts down what the server said is left: <p data-timer="480" data-running="yes">8:00</p>, in seconds. It says once that
// time is up, and is quiet until then. A part of the page that comes anew brings its timers along.

const PULSE = 250;
const UP = "Time is up";

const said = document.createElement("p");
said.className = "visually-hidden";
said.setAttribute("role", "status");
document.body.append(said);

// A machine that slept does not count on by itself, so this goes by the clock on the wall.
const ends = new WeakMap();

function count() {
  for (const timer of document.querySelectorAll("[data-timer]")) {
    const seconds = Number(timer.dataset.timer);
    if (!ends.has(timer)) {
      ends.set(timer, Date.now() + seconds * 1000);
      timer.setAttribute("role", "timer");
    }
    const left = timer.dataset.running === "yes" ? Math.max(0, Math.ceil((ends.get(timer) - Date.now()) / 1000)) : seconds;
    const words = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : UP;
    if (timer.textContent === words) continue;
    timer.textContent = words;
    if (!left && seconds) said.textContent = UP;
    else if (left) said.textContent = "";
  }
}

count();
setInterval(count, PULSE);
