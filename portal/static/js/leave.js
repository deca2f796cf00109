// Asks before a page is left while something typed there is not sent: <form data-keep>.
// data-keep="unsaved" says that the form came back with text that is saved nowhere.

for (const form of document.querySelectorAll("[data-keep]")) {
  let sending = false;
  form.addEventListener("submit", () => (sending = true));
  addEventListener("pageshow", () => (sending = false));

  addEventListener("beforeunload", (event) => {
    const typed = form.dataset.keep === "unsaved" || Array.from(form.elements).some(changed);
    if (typed && !sending) event.preventDefault();
  });
}

function changed(field) {
  return field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue;
}
