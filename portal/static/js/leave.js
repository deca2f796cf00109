// Asks before a page is left while something typed there is not sent: <form data-keep>.
// data-keep="unsaved" says that the form came back with text that is saved nowhere. Forms may come and go meanwhile.

let sending = null;

addEventListener("submit", (event) => {
  // What another script holds back is not sent yet.
  if (!event.defaultPrevented) sending = event.target;
});
addEventListener("pageshow", () => (sending = null));

addEventListener("beforeunload", (event) => {
  const forms = Array.from(document.querySelectorAll("[data-keep]"));
  if (forms.some((form) => form !== sending && isTyped(form))) event.preventDefault();
});

function isTyped(form) {
  return form.dataset.keep === "unsaved" || Array.from(form.elements).some(isChanged);
}

function isChanged(field) {
  if (field.options) return field.value !== chosenAtFirst(field);
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue;
}

// Where no option is marked as chosen, the browser chose the first.
function chosenAtFirst({ options }) {
  return (Array.from(options).find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
}
