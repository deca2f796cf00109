// Folds what would push the page's own matter below the first screen of a phone: <details data-fold open>.

const NARROW = "(max-width: 54rem)";

if (matchMedia(NARROW).matches) {
  for (const details of document.querySelectorAll("[data-fold]")) details.open = false;
}
